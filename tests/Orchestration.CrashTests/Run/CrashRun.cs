using System.Diagnostics;
using Orchestration.CrashTests.Inspection;
using Orchestration.CrashTests.Load;

namespace Orchestration.CrashTests.Run;

/// <summary>Kill, look, go on; at the end let everything close, and look at all of it.</summary>
internal static class CrashRun
{
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(Settings settings)
    {
        string folder = Directory.CreateTempSubdirectory("orchestration-crash-").FullName;
        try
        {
            Console.WriteLine($"store={settings.Store.Name} work={settings.Work} kills={settings.Kills} seed={settings.Seed}");
            Findings findings = new();
            Inspector inspector = new(settings.Store, folder, findings);
            Stopwatch watch = Stopwatch.StartNew();
            await KillAllAsync(settings, folder, inspector, findings);
            await QuietAsync(settings, folder, inspector, findings);
            await inspector.InspectAllAsync();
            foreach (string finding in findings.All)
            {
                Console.WriteLine(finding);
            }

            Console.WriteLine($"{inspector.Facts} facts about {inspector.Executions} executions in {watch.Elapsed.TotalSeconds:F0} s");
            Console.WriteLine($"kills={settings.Kills} lost={findings.Lost} duplicated={findings.Duplicated} stuck={findings.Stuck}");
            return findings.IsEmpty ? ExitCode.Held : ExitCode.Broken;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task KillAllAsync(Settings settings, string folder, Inspector inspector, Findings findings)
    {
        Random chance = new(settings.Seed);
        for (int kill = 1; kill <= settings.Kills; kill++)
        {
            using Victim victim = Victim.Start(new LoadSettings(settings.Store, settings.Work, folder, chance.Next(), IsQuiet: false));
            await inspector.InspectAsync(await victim.KillAsync(Moment.Choose(chance)));
            if (victim.EndedByItself)
            {
                findings.AddStuck($"process {kill} ended by itself, with exit code {victim.ExitCode}.");
            }
        }
    }

    private static async Task QuietAsync(Settings settings, string folder, Inspector inspector, Findings findings)
    {
        using Victim last = Victim.Start(new LoadSettings(settings.Store, settings.Work, folder, settings.Seed, IsQuiet: true));
        IReadOnlyList<ToldLine> lines = await last.ExitAsync(QuietLimit);
        if (last.ExitCode != ExitCode.Held)
        {
            findings.AddStuck($"the quiet process ended with exit code {last.ExitCode}, after {QuietLimit} at the latest.");
        }

        await inspector.InspectAsync(lines);
    }
}
