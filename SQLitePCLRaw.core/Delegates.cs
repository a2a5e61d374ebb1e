namespace SQLitePCL;

// A delegate's last or second argument, userData, is the object that was registered with it.

public delegate void delegate_function_scalar(sqlite3_context context, object? userData, sqlite3_value[] arguments);

public delegate void delegate_function_aggregate_step(
    sqlite3_context context, object? userData, sqlite3_value[] arguments);

public delegate void delegate_function_aggregate_final(sqlite3_context context, object? userData);

/// <returns>Less than zero, zero or more than zero, as the first text comes before, with or after the second.</returns>
public delegate int strdelegate_collation(object? userData, string first, string second);

public delegate void delegate_rollback(object? userData);
