namespace Orchestration.Tests.Architecture;

public sealed class TypeDeclarationsTests
{
    [Theory]
    [InlineData("namespace A.B; public sealed class C;", "A.B.C")]
    [InlineData("namespace A; internal readonly record struct C(int D);", "A.C")]
    [InlineData("namespace A; internal abstract record C : D { private sealed class E; }", "A.C")]
    [InlineData("namespace A; interface C<in T, [E(F.G, H)] U> where T : class where U : struct { }", "A.C`2")]
    [InlineData("namespace A; enum C { D } // class E", "A.C")]
    [InlineData("namespace A; delegate Task<int> C<T>(T d);", "A.C`1")]
    [InlineData("namespace A; class C { string D = \"} class E {\"; char F = '}'; string G = @\"\"\"}\"; string H = $\"{I}}}\"; } class J;", "A.C A.J")]
    [InlineData("namespace A; /* class C */ class D { string E = \"\"\"} class F\"\"\"; }", "A.D")]
    [InlineData("/// <summary>The class of a thing.</summary>\nclass C;", "C")]
    public void Finds_what_is_declared_outside_of_other_types(string text, string types) =>
        Assert.Equal(types.Split(' '), TypeDeclarations.In(text));
}
