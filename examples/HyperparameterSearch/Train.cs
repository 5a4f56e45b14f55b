using System.Globalization;
using Orchestration;

namespace HyperparameterSearch;

internal sealed record Setting(double Rate, int Neurons);

internal sealed record Trial(Setting Setting, double Accuracy);

/// <summary>Trains a network with one hidden layer to tell the two classes of points.csv apart, by gradient descent.</summary>
internal sealed class Train : IAction<Setting, Trial>
{
    private const int Epochs = 6_000;
    private static readonly (double X, double Y, double Class)[] Points =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "points.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => (Read(cells[0]), Read(cells[1]), Read(cells[2])))];

    public async Task<Trial> ExecuteAsync(Setting setting, ActionContext context, CancellationToken cancellationToken)
    {
        Random chance = new(setting.Neurons);
        double[][] weights = [.. Enumerable.Range(0, setting.Neurons).Select(_ => (double[])[chance.NextDouble() - 0.5, chance.NextDouble() - 0.5, 0, chance.NextDouble() - 0.5])];
        double bias = 0;
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach ((double x, double y, double expected) in Points[..200])
            {
                double error = Guess(weights, bias, x, y) - expected;
                bias -= setting.Rate * error;
                foreach (double[] neuron in weights)
                {
                    double output = Math.Tanh((neuron[0] * x) + (neuron[1] * y) + neuron[2]);
                    double slope = error * neuron[3] * (1 - (output * output));
                    neuron[0] -= setting.Rate * slope * x;
                    neuron[1] -= setting.Rate * slope * y;
                    neuron[2] -= setting.Rate * slope;
                    neuron[3] -= setting.Rate * error * output;
                }
            }

            await (epoch % 500 == 0 ? context.ReportProgressAsync(epoch, Epochs, $"{Accuracy(weights, bias):P1}", cancellationToken) : Task.CompletedTask);
        }

        return new Trial(setting, Accuracy(weights, bias));
    }

    private static double Accuracy(double[][] weights, double bias) =>
        Points[200..].Average(point => Math.Round(Guess(weights, bias, point.X, point.Y)) == point.Class ? 1.0 : 0);

    private static double Guess(double[][] weights, double bias, double x, double y) =>
        1 / (1 + Math.Exp(-bias - weights.Sum(neuron => neuron[3] * Math.Tanh((neuron[0] * x) + (neuron[1] * y) + neuron[2]))));

    private static double Read(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
