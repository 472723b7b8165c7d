# 打开、复制与二维码。代入的值已经过滤。

## 将要打开的链接

link-mixed-scripts = 主机名里有容易混淆的字母，这里显示的是它的原形。
link-user-info = “@”前面的（{ $name }）是用户名，不是主机。

## 不能打开的链接

link-refused-empty = 没有可以打开的链接。
link-refused-control = 没有打开：链接里有控制字符。{ $link }
link-refused-option = 没有打开：链接以“-”开头。{ $link }
link-refused-scheme = 只打开 http 和 https，不打开 { $scheme }。请复制：{ $link }
link-refused-no-host = 没有打开：链接里没有主机。{ $link }
link-refused-malformed = 没有打开：这不是有效的链接。{ $link }
link-refused-too-long = 没有打开：链接长达 { $kilobytes } KB。请复制：{ $link }

## 打开

browser-opened = 已打开 { $host }。
browser-opened-in = 已在 { $program } 中打开 { $host }。
browser-back-from = 已从 { $program } 回来（{ $host }）。
browser-shown = 这里打不开浏览器。链接通往 { $host }：{ $link }
browser-not-started = 无法启动 { $program }：{ $reason }。请把 BROWSER 设为别的程序。
browser-failed = { $program } 一启动就退出了（{ $status }）。请在 shell 里试一试，或把 BROWSER 设为别的程序。
browser-none-of-desktop = 桌面没有打开浏览器：{ $reason }。请把 BROWSER 设为一个程序。

## 复制

# $what：下面各项之一，或分享菜单的一项
copied = 已复制：{ $what }。
sent-to-terminal = 已交给终端：{ $what }。
sent-to-terminal-and-tmux = 已放进 tmux 的缓冲区，并交给终端：{ $what }。
too-long-saved = 太长，终端装不下：{ $what }；已存入 { $path }
too-long-in-tmux = 太长，终端装不下：{ $what }；已放进 tmux 的缓冲区，并存入 { $path }
copy-failed = 太长，终端装不下，也没能存入 { $folder }：{ $reason }；请腾出空间，或少复制一些
copy-nothing = 没有可以复制的。

## 二维码

qr-too-long = { $bytes } 字节太多，做不成二维码。请复制链接。

## Programs of the reader's own

program-missing = PATH 里没有程序 { $program }。请安装，或写出它的完整路径。
program-not-started = 无法启动 { $program }：{ $reason }
program-failed = { $program } 以退出码 { $code } 结束。
program-failed-saying = { $program } 以退出码 { $code } 结束：{ $complaint }
program-killed = { $program } 被信号 { $signal } 终止。
program-killed-saying = { $program } 被信号 { $signal } 终止：{ $complaint }
