using System.Globalization;
using System.Text;

namespace Orchestration.CrashTests.Load;

/// <summary>
/// The standard output of the process that will be killed: what users and actions were told, after they were told it. Each line is
/// handed to the operating system whole before the next step.
/// </summary>
internal sealed class Told
{
    private readonly Lock _gate = new();
    private readonly Stream _output = Console.OpenStandardOutput();

    public void Say(Fact fact, params object[] values)
    {
        string line = string.Join(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)).Prepend(fact.ToString()).Append(ToldLine.End));
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            _output.Write(bytes);
            _output.Flush();
        }
    }
}
