namespace EdgeMonitor.Capture.Tests;

/// <summary>A shell script that stands in PATH for a program of a board that the tests do not run on.</summary>
internal sealed class FakeProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-capture-");
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public FakeProgram(string name, string script)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, "#!/bin/sh\n" + script);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_folder.FullName}:{_path}");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Delete(recursive: true);
    }
}
