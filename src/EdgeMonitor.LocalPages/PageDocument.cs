namespace EdgeMonitor.LocalPages;

/// <summary>The document around a page, its style and its script.</summary>
internal static class PageDocument
{
    private static readonly string SharedStyle = EmbeddedText.Read(typeof(PageDocument), "local.css");

    /// <summary>The script: it listens to <c>live</c> and replaces the moving part.</summary>
    public static string Script { get; } = EmbeddedText.Read(typeof(PageDocument), "local.js");

    /// <summary>The style sheet of <paramref name="page"/>.</summary>
    public static string Style(LocalPage page) => SharedStyle + page.Style;

    /// <summary>The document that asks for the code.</summary>
    /// <param name="title">Name of the page behind it.</param>
    /// <param name="notice">What went wrong the last time.</param>
    /// <param name="field">The name under which the code is sent.</param>
    public static string RenderDoor(string title, Markup notice, string field) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{title} – EdgeMonitor</title>
        <link rel="stylesheet" href="style.css"/>
        </head>
        <body>
        <header>
        <h1>{title}</h1>
        <p>The terminal at the device shows a code of eight digits. It lets one phone or computer in, once.</p>
        </header>
        <main>
        {notice}
        <form method="post" action="/" class="door">
        <label for="code">Code</label>
        <input id="code" name="{field}" inputmode="numeric" autocomplete="off" maxlength="12" required="required" autofocus="autofocus"/>
        <button>Show the page</button>
        </form>
        </main>
        </body>
        </html>

        """).ToString();

    /// <summary>The document. Everything that it loads lies beside it.</summary>
    public static string Render(LocalPage page) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{page.Title} – EdgeMonitor</title>
        <link rel="stylesheet" href="style.css"/>
        <script type="module" src="script.js"></script>
        </head>
        <body>
        <header>
        <h1>{page.Title}</h1>
        {page.Introduction}
        </header>
        <main>
        <p id="over" class="notice" role="status" hidden>This page has ended: its time is over or the program was stopped.</p>
        <p id="lost" class="notice" role="status" hidden>No connection to the device. Trying again …</p>
        <noscript><p class="notice">This page moves by a small script of its own, which this browser does not run.</p></noscript>
        <div id="live"><p>Waiting for the camera …</p></div>
        {page.Explanation}
        </main>
        </body>
        </html>

        """).ToString();
}
