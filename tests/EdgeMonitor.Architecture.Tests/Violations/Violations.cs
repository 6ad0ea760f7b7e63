// Not compiled with the tests: BannedOutputTests compiles it into each room that sees pictures and expects RS0030 at every line
// that ends in "banned", and nowhere else.
namespace EdgeMonitor.Violations
{
    internal static class FileWrites
    {
        public static void WriteFile(byte[] pixels) => System.IO.File.WriteAllBytes("p", pixels); // banned

        public static System.IO.Stream CreateFile() => System.IO.File.Create("p"); // banned

        public static System.IO.Stream OpenForWriting() => new System.IO.FileStream("p", System.IO.FileMode.Create); // banned

        public static System.IO.Stream OpenInfo() => new System.IO.FileInfo("p").OpenWrite(); // banned

        public static System.IO.TextWriter WriteText() => new System.IO.StreamWriter("p"); // banned

        public static object MapFile() => System.IO.MemoryMappedFiles.MemoryMappedFile.CreateNew("p", 1); // banned

        public static object Isolate() => System.IO.IsolatedStorage.IsolatedStorageFile.GetUserStoreForApplication(); // banned

        public static object Zip() => System.IO.Compression.ZipFile.Open("p", System.IO.Compression.ZipArchiveMode.Create); // banned

        public static System.IO.Stream Print() => System.Console.OpenStandardOutput(); // banned
    }

    internal static class Sockets
    {
        public static object Tcp() => new System.Net.Sockets.TcpClient("host", 1); // banned

        public static object Udp() => new System.Net.Sockets.UdpClient(); // banned

        public static object Http() => new System.Net.Http.HttpClient(); // banned

        public static object WebSocket() => new System.Net.WebSockets.ClientWebSocket(); // banned

        public static object Ping(byte[] pixels) => new System.Net.NetworkInformation.Ping().Send("host", 1, pixels); // banned

        public static object Name() => System.Net.Dns.GetHostAddresses("a-few-pixels.example"); // banned

        public static object Mail() => new System.Net.Mail.SmtpClient("host"); // banned

        public static object Pipe() => new System.IO.Pipes.NamedPipeServerStream("p"); // banned
    }

    internal static class Encoders
    {
        public static object Gdi() => new System.Drawing.Bitmap(1, 1); // banned

        public static object ImageSharp() => new SixLabors.ImageSharp.Image(); // banned

        public static object Skia() => new SkiaSharp.SKBitmap(); // banned

        public static object Magick() => new ImageMagick.MagickImage(); // banned
    }

    internal static class HiddenNativeCode
    {
        public static object Load() => System.Runtime.InteropServices.NativeLibrary.Load("libjpeg.so.62"); // banned

        public static object Call(System.IntPtr code) =>
            System.Runtime.InteropServices.Marshal.GetDelegateForFunctionPointer<System.Action>(code); // banned
    }
}

// Stand-ins for packages that are not even referenced, so that the ban of their names can be shown.
namespace System.Drawing
{
    internal sealed class Bitmap(int width, int height)
    {
        public int Pixels => width * height;
    }
}

namespace SixLabors.ImageSharp
{
    internal sealed class Image;
}

namespace SkiaSharp
{
    internal sealed class SKBitmap;
}

namespace ImageMagick
{
    internal sealed class MagickImage;
}
