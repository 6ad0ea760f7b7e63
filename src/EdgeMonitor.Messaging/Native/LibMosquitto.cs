using System.Runtime.InteropServices;

namespace EdgeMonitor.Messaging.Native;

/// <summary>The functions of libmosquitto 2 (Eclipse Mosquitto) that are used here, as its header <c>mosquitto.h</c> declares them.</summary>
internal static unsafe partial class LibMosquitto
{
    /// <summary>The library's file name; its major version of the binary interface is 1 in all of 2.x.</summary>
    public const string Library = "libmosquitto.so.1";

    private const int MinimumMajorVersion = 2;

    private static readonly Lazy<bool> Initialized = new(Initialize);

    /// <summary>Loads and initialises the library once per process.</summary>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    public static void EnsureInitialized() => _ = Initialized.Value;

    /// <summary>Throws, with the package's name, where <paramref name="library"/> cannot be loaded.</summary>
    public static void RequireLibrary(string library)
    {
        if (!NativeLibrary.TryLoad(library, typeof(LibMosquitto).Assembly, searchPath: null, out _))
        {
            throw new DllNotFoundException(
                $"The MQTT library {library} was not found. Install Debian's package libmosquitto1: apt-get install libmosquitto1");
        }
    }

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint New(string id, [MarshalAs(UnmanagedType.U1)] bool cleanStart, nint userData);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
    public static partial MosquittoError SetOption(nint client, MosquittoOption option, int value);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError SetUser(nint client, string user, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError SetWill(
        nint client, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError SetTls(
        nint client,
        string? caFile,
        string? caFolder,
        string? certificateFile,
        string? keyFile,
        delegate* unmanaged[Cdecl]<byte*, int, int, nint, int> passphrase);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_opts_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError SetTlsOptions(nint client, int verification, string minimumVersion, string? ciphers);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_bind_v5", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial MosquittoError Connect(nint client, string host, int port, int keepAlive, string? bindAddress, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5", SetLastError = true)]
    public static partial MosquittoError Disconnect(nint client, int reason, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial MosquittoError Publish(
        nint client,
        out int messageId,
        string topic,
        int length,
        byte* payload,
        int qos,
        [MarshalAs(UnmanagedType.U1)] bool retain,
        nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial MosquittoError Subscribe(nint client, out int messageId, string filter, int qos, int options, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_socket")]
    public static partial int Socket(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_want_write")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WantsToWrite(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop_read", SetLastError = true)]
    public static partial MosquittoError Read(nint client, int maximumPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop_write", SetLastError = true)]
    public static partial MosquittoError Write(nint client, int maximumPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop_misc", SetLastError = true)]
    public static partial MosquittoError KeepAlive(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_v5_callback_set")]
    public static partial void OnConnect(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    public static partial void OnDisconnect(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
    public static partial void OnPublish(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
    public static partial void OnSubscribe(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_message_v5_callback_set")]
    public static partial void OnMessage(nint client, delegate* unmanaged[Cdecl]<nint, nint, NativeMessage*, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_log_callback_set")]
    public static partial void OnLog(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, byte*, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError AddString(ref nint properties, MqttProperty property, string value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_binary")]
    public static partial MosquittoError AddBinary(ref nint properties, MqttProperty property, byte* value, ushort length);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_binary")]
    public static partial nint ReadBinary(
        nint properties, MqttProperty property, out byte* value, out ushort length, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_int32")]
    public static partial MosquittoError AddInt32(ref nint properties, MqttProperty property, uint value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_string")]
    public static partial nint ReadString(nint properties, MqttProperty property, out byte* value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_int32")]
    public static partial nint ReadInt32(nint properties, MqttProperty property, out uint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_free_all")]
    public static partial void FreeProperties(ref nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_version")]
    private static partial int Version(out int major, out int minor, out int revision);

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    private static partial int InitializeLibrary();

    private static bool Initialize()
    {
        RequireLibrary(Library);
        _ = Version(out var major, out var minor, out var revision);
        if (major < MinimumMajorVersion)
        {
            throw new DllNotFoundException(
                $"The MQTT library is version {major}.{minor}.{revision}, but version {MinimumMajorVersion}.0 or later is needed: update libmosquitto1.");
        }

        _ = InitializeLibrary();
        return true;
    }
}
