using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;

namespace Orchestration.Tests.Conformance;

/// <summary>What the engine finds to run where an action is undone and where an execution ends.</summary>
public sealed class UndoCodeTests
{
    [Fact]
    public async Task Each_kind_of_class_undoes_itself_with_an_instance_of_its_own()
    {
        Pipeline pipeline = Pipeline.Define<string>("release", define =>
        {
            StageBuilder stage = define.Stage("one");
            stage.Action<Make>("make");
            stage.Action<Take, string>("take", define.Input);
            stage.Action<Turn, string, int>("turn", define.Input);
        });

        Assert.All(pipeline.Structure.Actions, action => Assert.True(action.CanRollBack));
        foreach (ActionBinding binding in pipeline.Parts.Actions)
        {
            Frame frame = new();
            using CancellationTokenSource source = new();
            await binding.Rollback!(frame, source.Token);
            await binding.Rollback(frame, source.Token);
            Assert.Equal([1, 1], frame.Created.Cast<Undone>().Select(undone => undone.Times));
            Assert.All(frame.Created.Cast<Undone>(), undone => Assert.Equal(source.Token, undone.Token));
        }
    }

    [Fact]
    public async Task Code_is_given_for_delegates_and_classes()
    {
        List<string> undone = [];
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            StageBuilder stage = define.Stage("one");
            stage.Action("a", Scenario.PassGateAsync, action => action.OnRollback(Undo("a")));
            stage.Action("b", (_, _) => Task.FromResult(1), action => action.OnRollback(Undo("b")));
            stage.Action<Plain>("c", action => action.OnRollback(Undo("c")));
            stage.Action<Plain>("d");
            stage.Approval("e");
        });

        foreach (ActionBinding binding in pipeline.Parts.Actions.Where(action => action.Rollback is not null))
        {
            await binding.Rollback!(new Frame(), CancellationToken.None);
        }

        Assert.Equal(["a", "b", "c"], undone);
        Assert.Equal([true, true, true, false, false], pipeline.Structure.Actions.Select(action => action.CanRollBack));

        Func<RollbackContext, CancellationToken, Task> Undo(string name) => (_, _) =>
        {
            undone.Add(name);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task Finalizers_are_bound_in_the_order_of_the_definition()
    {
        bool wasCalled = false;
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Finally<Ending>("first").Stage("one").Action("a", Scenario.PassGateAsync);
            define.Finally("second", (_, _) =>
            {
                wasCalled = true;
                return Task.CompletedTask;
            });
        });
        Frame frame = new();

        Assert.Equal(["first", "second"], pipeline.Structure.Finalizers!.Select(finalizer => finalizer.Name));
        await pipeline.Parts.Finalizers[0].RunAsync(frame, CancellationToken.None);
        Assert.Equal(1, Assert.IsType<Ending>(Assert.Single(frame.Created)).Times);
        Assert.False(wasCalled);
        await pipeline.Parts.Finalizers[1].RunAsync(frame, CancellationToken.None);
        Assert.True(wasCalled);
        Assert.Empty(Pipeline.Define("plain", define => define.Stage("one").Action("a", Scenario.PassGateAsync)).Parts.Finalizers);
    }

    private abstract class Undone : IRollbackAction
    {
        public int Times { get; private set; }

        public CancellationToken Token { get; private set; }

        public Task RollbackAsync(RollbackContext context, CancellationToken cancellationToken)
        {
            Times++;
            Token = cancellationToken;
            return Task.CompletedTask;
        }
    }

    private sealed class Make : Undone, IAction
    {
        public Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Take : Undone, IAction<string>
    {
        public Task ExecuteAsync(string input, ActionContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Turn : Undone, IAction<string, int>
    {
        public Task<int> ExecuteAsync(string input, ActionContext context, CancellationToken cancellationToken) => Task.FromResult(1);
    }

    private sealed class Plain : IAction
    {
        public Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Ending : IFinalizer
    {
        public int Times { get; private set; }

        public Task FinalizeAsync(FinalizerContext context, CancellationToken cancellationToken)
        {
            Times++;
            return Task.CompletedTask;
        }
    }

    /// <summary>Creates, and has no context: nothing here reads it.</summary>
    private sealed class Frame : IRollbackFrame, IFinalizerFrame
    {
        public List<object> Created { get; } = [];

        RollbackContext IRollbackFrame.Context => null!;

        FinalizerContext IFinalizerFrame.Context => null!;

        public T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
            where T : class
        {
            T made = Activator.CreateInstance<T>();
            Created.Add(made);
            return made;
        }
    }
}
