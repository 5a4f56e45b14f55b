namespace Orchestration.Exploration.Pipelines.Definitions;

/// <summary>How often each <see cref="Trouble"/> has happened on a path; <see cref="Trouble.Start"/> is the first.</summary>
internal readonly record struct Spent(ulong Packed)
{
    private const int Bits = 4;

    public static IReadOnlyList<Trouble> Troubles { get; } = Enum.GetValues<Trouble>();

    /// <summary>All but the starts.</summary>
    public int Total
    {
        get
        {
            int total = 0;
            for (ulong left = Packed >> Bits; left > 0; left >>= Bits)
            {
                total += (int)left & ((1 << Bits) - 1);
            }

            return total;
        }
    }

    public int Of(Trouble trouble) => (int)(Packed >> ((int)trouble * Bits)) & ((1 << Bits) - 1);

    public Spent With(Trouble trouble) => new(Packed + (1UL << ((int)trouble * Bits)));
}
