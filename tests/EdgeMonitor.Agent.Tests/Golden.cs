namespace EdgeMonitor.Agent.Tests;

/// <summary>Compares output with a committed file; with <c>UPDATE_GOLDEN=1</c> in the environment it writes the file instead.</summary>
internal static class Golden
{
    public static void AssertSame(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing; write it with UPDATE_GOLDEN=1.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
