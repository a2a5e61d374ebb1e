namespace Chat.Data;

/// <summary>A piece of work waiting for the writer's next transaction.</summary>
internal abstract class Work
{
    public abstract void Run(WriteScope scope);

    /// <summary>The transaction that held the work is on disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception error);
}

internal sealed class Work<T>(Func<WriteScope, T> work) : Work
{
    // Callers go on elsewhere: the writer's thread only writes.
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Answer => answer.Task;

    public override void Run(WriteScope scope) => result = work(scope);

    public override void Succeed() => answer.TrySetResult(result!);

    public override void Fail(Exception error) => answer.TrySetException(error);
}
