using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orchestration.Tests.Architecture;

/// <summary>Each folder of Core uses only itself and those above it.</summary>
public sealed class LayerTests
{
    /// <summary>The folders from the top down.</summary>
    private static readonly string[] Layers =
    [
        "Model",
        "Lifecycles",
        "Errors",
        "Actions",
        "Definitions",
        "Pipelines",
        "Executions",
        "Snapshots",
        "Receipts",
        "Requests",
        "Permissions",
        "Decisions",
        "Serialization",
        "Storage",
        "Resources",
        "Diagnostics",
        SourceFile.Root,
        "Engine",
        "Registration",
    ];

    /// <summary>The folders that may use more than the runtime, and what.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Lifecycles"] = ["Stateless"],
        ["Diagnostics"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["Engine"] = ["Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"],
        ["Registration"] = ["Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"],
    };

    private static readonly Assembly Assembly = typeof(IOrchestrator).Assembly;

    private static readonly IReadOnlyList<SourceFile> Files = SourceTree.FilesOf("Orchestration.Core");

    private static readonly Dictionary<string, SourceFile> FileOf = Files
        .SelectMany(file => file.Types, (file, type) => (file, type))
        .DistinctBy(declared => declared.type)
        .ToDictionary(declared => declared.type, declared => declared.file);

    [Fact]
    public void Every_folder_has_its_place() => Expect.None(Files.Select(file => file.Layer).Except(Layers));

    [Fact]
    public void Every_type_is_found_in_the_source() => Expect.None(Types().Select(type => type.FullName!).Except(FileOf.Keys));

    [Fact]
    public void No_arrow_points_up()
    {
        List<string> wrong = [];
        foreach (Type type in Types())
        {
            SourceFile from = FileOf[type.FullName!];
            foreach (Type used in TypeUses.Of(type))
            {
                if (FileOf.TryGetValue(used.FullName!, out SourceFile? to) && Array.IndexOf(Layers, to.Layer) > Array.IndexOf(Layers, from.Layer))
                {
                    wrong.Add($"{type.FullName} ({from}) uses {used.FullName} ({to}), and {to.Layer} stands below {from.Layer}.");
                }
            }
        }

        Expect.None(wrong);
    }

    [Fact]
    public void Only_what_registers_and_acts_uses_injection_and_logging()
    {
        List<string> wrong = [];
        foreach (Type type in Types())
        {
            SourceFile from = FileOf[type.FullName!];
            wrong.AddRange(TypeUses.Of(type)
                .Where(used => used.Assembly != Assembly && !IsOfTheRuntime(used))
                .Where(used => !Packages.GetValueOrDefault(from.Layer, []).Contains(used.Assembly.GetName().Name))
                .Select(used => $"{type.FullName} ({from}) uses {used.FullName} of {used.Assembly.GetName().Name}."));
        }

        Expect.None(wrong);
    }

    private static IEnumerable<Type> Types() => Assembly.GetTypes()
        .Where(type => !type.IsNested && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.StartsWith('<'));

    private static bool IsOfTheRuntime(Type type) =>
        Path.GetDirectoryName(type.Assembly.Location) == Path.GetDirectoryName(typeof(object).Assembly.Location);
}
