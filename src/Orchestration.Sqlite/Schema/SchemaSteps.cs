namespace Orchestration.Sqlite.Schema;

/// <summary>
/// How a store's tables came to be. Each text leads from the version that is its index to the next one; a released one is never changed,
/// a change is a new text at the end. Nothing here may need more than SQLite 3.35.
/// </summary>
internal static class SchemaSteps
{
    public static IReadOnlyList<string> All { get; } =
    [
        // 0 to 1
        """
        CREATE TABLE meta (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            schema_version INTEGER NOT NULL,
            epoch INTEGER NOT NULL);
        INSERT INTO meta (id, schema_version, epoch) VALUES (1, 0, 0);

        -- One row for each stream of each commit: events first to last as JSON.
        CREATE TABLE history (
            execution BLOB NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            commit_id BLOB NOT NULL,
            events TEXT NOT NULL,
            PRIMARY KEY (execution, first));

        -- One row for each execution: its summary as JSON, and what lists filter by. started_at counts 100 ns from year 1, in UTC.
        CREATE TABLE execution (
            start_order INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            pipeline TEXT NOT NULL,
            status INTEGER NOT NULL,
            is_closed INTEGER NOT NULL,
            is_stoppable INTEGER NOT NULL,
            is_latest INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            root BLOB NOT NULL,
            iteration INTEGER NOT NULL,
            summary TEXT NOT NULL);
        CREATE INDEX execution_by_pipeline ON execution (pipeline);
        CREATE INDEX execution_by_status ON execution (status);
        -- Most executions are alone in their lineage; their own id finds them.
        CREATE INDEX execution_by_lineage ON execution (root, iteration) WHERE iteration > 1;
        CREATE INDEX execution_stoppable ON execution (is_stoppable) WHERE is_stoppable = 1;

        CREATE TABLE label (
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            start_order INTEGER NOT NULL,
            PRIMARY KEY (name, value, start_order)) WITHOUT ROWID;

        CREATE TABLE command (
            id BLOB NOT NULL PRIMARY KEY,
            execution BLOB NOT NULL,
            commit_id BLOB NOT NULL) WITHOUT ROWID;

        CREATE TABLE audit (
            position INTEGER PRIMARY KEY,
            commit_id BLOB NOT NULL,
            ordinal INTEGER NOT NULL,
            entry TEXT NOT NULL,
            UNIQUE (commit_id, ordinal));
        """,

        // 1 to 2
        """
        -- One row for each pipeline: its present record as JSON, at the end, so that the numbers before it are read without it.
        CREATE TABLE pipeline (
            name TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            gate_version INTEGER NOT NULL,
            commit_id BLOB NOT NULL,
            record TEXT NOT NULL);
        """,

        // 2 to 3
        """
        -- Whether the engine still works on an execution; before this step, on open ones only. They are few among many.
        ALTER TABLE execution ADD COLUMN is_unfinished INTEGER NOT NULL DEFAULT 0;
        UPDATE execution SET is_unfinished = 1 WHERE is_closed = 0;
        CREATE INDEX execution_unfinished ON execution (is_unfinished) WHERE is_unfinished = 1;
        """,
    ];
}
