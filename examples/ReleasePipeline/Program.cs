using ReleasePipeline;
using ReleasePipeline.Scenarios;

using Interruption interruption = new();
return args is [DoomedRelease.Argument, string workspace]
    ? await DoomedRelease.RunAsync(workspace, interruption.Token)
    : await Demonstration.RunAsync(interruption.Token);
