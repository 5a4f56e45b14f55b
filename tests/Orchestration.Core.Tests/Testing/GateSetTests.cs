using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class GateSetTests
{
    private readonly GateSet _gates = new();

    [Fact]
    public void A_gate_is_created_once_per_name()
    {
        var gate = _gates["a"];

        Assert.Equal("a", gate.Name);
        Assert.Same(gate, _gates["a"]);
        Assert.NotSame(gate, _gates["A"]);
        Assert.ThrowsAny<ArgumentException>(() => _gates[""]);
    }

    [Fact]
    public async Task All_threads_get_the_same_gate()
    {
        var gates = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => _gates["a"]))).WithinAsync();

        Assert.All(gates, gate => Assert.Same(gates[0], gate));
    }

    [Fact]
    public void ToString_describes_every_gate_in_order_of_name()
    {
        Assert.Equal("no gates", _gates.ToString());

        _ = _gates["b"].PassAsync();
        _gates["a"].Open();

        Assert.Equal(_gates["a"] + Environment.NewLine + _gates["b"], _gates.ToString());
    }
}
