namespace Orchestration.Exploration.Pipelines.Definitions;

/// <summary>How often each <see cref="Trouble"/> has happened on a path.</summary>
internal readonly record struct Spent(ulong Packed)
{
    private const int Bits = 4;

    /// <summary>All but the starts.</summary>
    public int Total => Enum.GetValues<Trouble>().Sum(Of) - Of(Trouble.Start);

    public int Of(Trouble trouble) => (int)(Packed >> ((int)trouble * Bits)) & ((1 << Bits) - 1);

    public Spent With(Trouble trouble) => new(Packed + (1UL << ((int)trouble * Bits)));
}
