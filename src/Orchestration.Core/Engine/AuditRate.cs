namespace Orchestration.Engine;

/// <summary>How many entries of one caller were written in the present minute.</summary>
internal sealed class AuditRate
{
    private readonly Lock _gate = new();
    private DateTimeOffset _minuteBegan;
    private int _written;
    private int _suppressed;

    public bool TryTake(DateTimeOffset now, int limit, out int suppressed)
    {
        lock (_gate)
        {
            if (now - _minuteBegan >= TimeSpan.FromMinutes(1))
            {
                _minuteBegan = now;
                _written = 0;
            }

            suppressed = _suppressed;
            if (_written >= limit)
            {
                _suppressed++;
                return false;
            }

            _written++;
            _suppressed = 0;
            return true;
        }
    }
}
