using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestration.Hosting;
using Orchestration.Testing;

namespace Orchestration.Tests.Hosting;

/// <summary>Settings that come from a configuration, and what is said about wrong ones.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void Every_setting_can_be_configured()
    {
        string[] settings = [.. typeof(OrchestrationOptions).GetProperties().Select(property => property.Name).Where(name => name != nameof(OrchestrationOptions.Json))];

        Assert.Equal(settings.Order(), typeof(ConfiguredSettings).GetProperties().Select(property => property.Name).Order());

        OrchestrationOptions options = Read(new()
        {
            ["DefaultGrace"] = "00:00:05",
            ["ShutdownGrace"] = "00:02:00",
            ["InvalidateAfter"] = "00:10:00",
            ["SeparateAbortPermission"] = "true",
            ["AllowMarkFailed"] = "true",
            ["RollbackDeadline"] = "00:20:00",
            ["FinalizerDeadline"] = "00:30:00",
            ["ReleaseDeadline"] = "00:40:00",
            ["AuditedRefusalsPerMinute"] = "7",
        });
        OrchestrationOptions defaults = new();
        Assert.Equal(TimeSpan.FromSeconds(5), options.DefaultGrace);
        Assert.Equal(TimeSpan.FromMinutes(2), options.ShutdownGrace);
        Assert.Equal(TimeSpan.FromMinutes(10), options.InvalidateAfter);
        Assert.True(options.SeparateAbortPermission);
        Assert.True(options.AllowMarkFailed);
        Assert.Equal(TimeSpan.FromMinutes(20), options.RollbackDeadline);
        Assert.Equal(TimeSpan.FromMinutes(30), options.FinalizerDeadline);
        Assert.Equal(TimeSpan.FromMinutes(40), options.ReleaseDeadline);
        Assert.Equal(7, options.AuditedRefusalsPerMinute);
        Assert.All(
            typeof(OrchestrationOptions).GetProperties(),
            property => Assert.NotEqual(property.GetValue(defaults), property.GetValue(options)));
    }

    [Fact]
    public void What_is_not_configured_keeps_its_default()
    {
        OrchestrationOptions options = Read([]);
        OrchestrationOptions defaults = new();

        Assert.All(
            typeof(OrchestrationOptions).GetProperties().Where(property => property.Name != nameof(OrchestrationOptions.Json)),
            property => Assert.Equal(property.GetValue(defaults), property.GetValue(options)));
    }

    [Fact]
    public void Code_behind_the_configuration_has_the_last_word()
    {
        ServiceCollection services = new();
        services.AddOrchestration(Section(new() { ["DefaultGrace"] = "00:00:05", ["ShutdownGrace"] = "00:00:06" }));
        services.AddOrchestration(options => options.DefaultGrace = TimeSpan.Zero);
        using ServiceProvider provider = services.BuildServiceProvider();

        OrchestrationOptions options = provider.GetRequiredService<OrchestrationOptions>();

        Assert.Equal(TimeSpan.Zero, options.DefaultGrace);
        Assert.Equal(TimeSpan.FromSeconds(6), options.ShutdownGrace);
    }

    [Theory]
    [InlineData("DefaultGrace", "-00:00:01")]
    [InlineData("DefaultGrace", "soon")]
    [InlineData("ShutdownGrace", "-00:00:01")]
    [InlineData("InvalidateAfter", "-00:00:01")]
    [InlineData("InvalidateAfter", "later")]
    [InlineData("SeparateAbortPermission", "perhaps")]
    [InlineData("AllowMarkFailed", "perhaps")]
    [InlineData("RollbackDeadline", "-00:00:01")]
    [InlineData("FinalizerDeadline", "-00:00:01")]
    [InlineData("ReleaseDeadline", "-00:00:01")]
    [InlineData("ReleaseDeadline", "later")]
    [InlineData("AuditedRefusalsPerMinute", "-1")]
    [InlineData("AuditedRefusalsPerMinute", "many")]
    [InlineData("DefualtGrace", "00:00:05")]
    public async Task A_wrong_setting_fails_the_start_by_its_name(string name, string value)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>($"Orchestration:{name}", value)]);
        builder.Services.AddOrchestration(builder.Configuration.GetSection("Orchestration")).AddHostedService();
        using IHost host = builder.Build();

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync().WithinAsync());

        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    private static OrchestrationOptions Read(Dictionary<string, string?> settings)
    {
        ServiceCollection services = new();
        services.AddOrchestration(Section(settings));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<OrchestrationOptions>();
    }

    private static IConfiguration Section(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
