# Opening, copying and QR codes. Values come sanitised.

## A link that is about to open

link-mixed-scripts = This host has letters that can pass for others, so its plain form is shown.
link-user-info = The part before “@” ({ $name }) is a user name, not the host.

## A link that does not open

link-refused-empty = There is no link to open.
link-refused-control = Not opened: the link holds a control character. { $link }
link-refused-option = Not opened: the link begins with “-”. { $link }
link-refused-scheme = Only http and https open, not { $scheme }. Copy it instead: { $link }
link-refused-no-host = Not opened: the link names no host. { $link }
link-refused-malformed = Not opened: this is not a valid link. { $link }
link-refused-too-long = Not opened: the link is { $kilobytes } KB long. Copy it instead: { $link }

## Opening

browser-opened = Opened { $host }.
browser-opened-in = Opened { $host } in { $program }.
browser-back-from = Back from { $program } ({ $host }).
browser-shown = No browser can open here. The link, to { $host }: { $link }
browser-not-started = Could not start { $program }: { $reason }. Set BROWSER to another program.
browser-failed = { $program } ended at once ({ $status }). Try it in a shell, or set BROWSER to another program.
browser-none-of-desktop = The desktop opened no browser: { $reason }. Set BROWSER to a program.

## Copying

# $what: one of the texts below, or an entry of the share menu
copied = Copied: { $what }.
sent-to-terminal = Sent to the terminal: { $what }.
sent-to-terminal-and-tmux = In tmux’s buffer, and sent to the terminal: { $what }.
too-long-saved = Too long for the terminal: { $what }; saved in { $path }
too-long-in-tmux = Too long for the terminal: { $what }; in tmux’s buffer, and saved in { $path }
copy-failed = Too long for the terminal, and not saved in { $folder }: { $reason }; make room there, or copy less
copy-nothing = There is nothing to copy.

## QR codes

qr-too-long = { $bytes } bytes are too many for a QR code. Copy the link instead.

## Programs of the reader's own

program-missing = There is no program { $program } in PATH. Install it, or write where it lies.
program-not-started = Could not start { $program }: { $reason }
program-failed = { $program } ended with code { $code }.
program-failed-saying = { $program } ended with code { $code }: { $complaint }
program-killed = { $program } was ended by signal { $signal }.
program-killed-saying = { $program } was ended by signal { $signal }: { $complaint }
