using System.Globalization;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>A named figure beside the ratio, printed as <c>name=value</c>.</summary>
internal readonly record struct Figure(string Name, double Value)
{
    public static string Format(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "F0" : "0.00###", CultureInfo.InvariantCulture);

    public override string ToString() => $"{Name}={Format(Value)}";
}
