# 分享菜单：一篇文章可以复制或打开的东西。

share-menu = 分享
share-hints = Enter 复制   o 打开   Esc 离开
share-nothing = 这篇文章没有可以分享的

# 各项，按菜单的次序。
share-quotation = 引用选中的行
share-title-link = 标题和链接
share-title-source = 标题和来源
share-short-link = 短链接
share-whole-article = 全文
share-whole-as-shown = 全文（如屏幕所示）
share-markdown = Markdown
share-citation = 引文
share-readable-link = 易读的链接
share-x = X
share-telegram = Telegram
share-mastodon = Mastodon
share-whatsapp = WhatsApp
share-facebook = Facebook
share-email = 电子邮件
share-other = 自己的分享去处
share-qr = 二维码

# 各项旁边的说明。
# $target：媒体为谁做的短链接，如 X
share-note-via = 来自 { $target }
# $style：引文格式，如 BibTeX
share-note-style = { $style }
# $at：有些网站从哪个字符起截断链接
share-note-cut = 有些网站会从“{ $at }”处截断
share-note-copied-only = 只复制，不打开
share-note-of-short-link = 用短链接
share-note-of-link = 用链接
