//! Paragraphs as a typesetter would check them: a rule, a measure in columns,
//! and the lines that the texts give at it, strict, ambiguous characters narrow.

/// Rule, columns, texts with `|` between their lines.
pub(super) type Table = &'static [(&'static str, usize, &'static [&'static str])];

/// Japanese: small kana, long vowels, iteration marks, brackets.
#[rustfmt::skip] // One rule a line.
pub(super) const JAPANESE: Table = &[
    ("small kana start no line", 8, &["今日は|ちょっと|行った", "昨日の|キャッ|シュです", "東京|のパー|ティーへ", "新しい|ファイ|ル名", "彼はきっ|と来るよ"]),
    ("small kana of Ainu", 8, &["アイヌ|のィㇷ゚|とㇰ"]),
    ("a long vowel mark", 8, &["新聞社の|データを", "彼女|のコー|ヒー屋", "港のセ|ンターへ|行く"]),
    ("iteration marks", 8, &["私たちの|人々の心", "多くの|国々が|集う", "いすゞ自|動車の株", "日々の暮|らしに"]),
    ("a stop and a closing bracket", 10, &["彼は「行|く。」と|言う", "父が『帰|る』と|言う。", "「は|い。」「い|いえ。」"]),
    ("a closing bracket and a stop", 10, &["大阪は「水|の都」。次", "彼らの「名|前」、そ|して"]),
    ("brackets after a comma", 10, &["彼は、「行|こう」と|言う", "昨日、（雨|の日）に|会う"]),
    ("ruby in parentheses", 12, &["港の灯台(と|うだい)が見|える", "東京都(と|うきょうと)|の人", "漢字（かん|じ）を学ぶ|人々"]),
    ("a middle dot", 10, &["ジョン・|スミス氏は|語る", "パリ・ロン|ドン・東京"]),
    ("a wave dash", 10, &["東京〜大阪|の新幹線", "午前９時〜|午後５時"]),
    ("digits and counters", 10, &["約十年前|の2024年|5月に", "参加者は|30人以上だ", "その10ヶ月|後に届く", "会場に3つ|の門が"]),
    ("half-width kana", 8, &["ﾃﾞｰﾀｰを|送る人", "店のﾎﾟｲﾝ|ﾄｶｰﾄﾞ"]),
    ("Latin in Japanese", 10, &["昨日NHKが|伝えた", "新しい|iPhoneを|買う"]),
    ("exclamations", 10, &["行こう！彼|は叫んだ", "なぜ？！誰|も知らない"]),
    ("a Japanese URL", 16, &["詳しくはhttps://|example.jp/|news/12を見る"]),
    ("strict and a dash in Japanese", 10, &["彼の名は——|太郎だった"]),
];

/// Korean by words, with Hanja, particles and numbers.
#[rustfmt::skip] // One rule a line.
pub(super) const KOREAN: Table = &[
    ("Korean by words", 10, &["오늘 아침 |바다에 |나갔다", "도서관은 |다시 문을 |열었다"]),
    ("a word longer than the measure", 8, &["국제화시|대위원회 |회의"]),
    ("Hanja within words", 10, &["한국(韓|國)의 |역사를", "대통령(大|統領)은 |말했다", "韓美 |정상회담이 |열린다"]),
    ("Hanja alone breaks anywhere", 8, &["大韓民|國 憲法 |第一條"]),
    ("particles stay after quotation marks", 12, &["그는 |“좋다”고 |말했다", "그 책 |『바다』를 |읽다", "'네'라고 |대답했다"]),
    ("particles stay after Latin", 10, &["그 CEO는 |어제 |떠났다", "G20에서 |만난 사람"]),
    ("particles stay after numbers", 10, &["올해 |2024년에 |열린다", "약 25%의 |사람이"]),
    ("a number and its unit", 10, &["회의는 |5 월에 |열린다", "모두 |30 명이 |왔다"]),
    ("full stops and commas", 10, &["왔다. |그리고 |갔다.", "바다, 산, |그리고 들"]),
    ("Korean without spaces", 8, &["한국사람|은밥을먹|는다"]),
    ("a middle dot joins", 10, &["한·미·일 |회담이 |열려"]),
    ("a slash", 12, &["서울/부산 간 |열차가"]),
    ("Korean dashes", 12, &["바다 — |그리고 |산이다"]),
    ("Korean beside Chinese", 12, &["他在首尔说：|안녕하세요 |여러분"]),
];

/// Quotation marks without a direction of their own, apostrophes, feet and inches.
#[rustfmt::skip] // One rule a line.
pub(super) const QUOTES: Table = &[
    ("straight quotes pair", 10, &["他说\"今天\"|不来了", "他问\"是吗\"|又走了"]),
    ("over a full stop", 12, &["他说：\"今天|不来。\"然后|走了"]),
    ("two pairs", 10, &["有\"甲方\"和|\"乙方\"两家", "从\"东\"到|\"西\"到\"南\""]),
    ("nested single in double", 14, &["他说\"一些'热|点'话题\"要谈"]),
    ("nested curly in straight", 14, &["他说\"这个“热|点”话题\"要谈了"]),
    ("straight closed by curly", 10, &["他说\"今天”|就走了吧"]),
    ("curly closed by straight", 10, &["他说“今天\"|就走了吧"]),
    ("unbalanced at the end", 10, &["他们昨天说|\"今天来"]),
    ("unbalanced at the start", 10, &["今天来\"他|们昨天说"]),
    ("an apostrophe is no quotation", 12, &["记者O'Neill|说\"今天\"来了", "他说it's好的|\"真的\"吗"]),
    ("a plural's apostrophe", 14, &["the students' |work was good"]),
    ("years of a decade", 12, &["在1990's年代|的\"音乐\"里"]),
    ("feet", 12, &["他身高6'左右|又很瘦"]),
    ("feet and inches", 12, &["他身高5'10\"|又很\"瘦\"的", "身高5'10\"，|\"很高\"的人", "他高5’10”又|“很瘦”的"]),
    ("inches with a space", 12, &["身高 5'10\" |的人很少"]),
    ("quotes beside Latin", 14, &["他说\"Hello\"就|走了吧", "看\"The Sea\"这|部片子"]),
    ("quotes in brackets", 12, &["他们（\"三人|组\"）来了"]),
    ("quotes with a title", 12, &["他在看\"《红|楼梦》\"呢"]),
    ("single quotes", 10, &["他说'今天'|不来了吧"]),
    ("single quotes and Latin", 12, &["他说'yes'就|走了吧"]),
    ("an opening quote after a comma", 10, &["他们说，|\"我们走\"了"]),
    ("a closing quote before a comma", 10, &["他说的\"我|们走\"，|他走"]),
    ("a closing quote before a dash", 12, &["他说\"我们\"——|然后走了"]),
    ("a quote at the start", 10, &["\"我们走\"他|说完就走了"]),
    ("Latin straight quotes", 14, &["he said \"yes\" |and \"no\" to it"]),
];

/// Numbers with what belongs to them: dates, times, ranges, money.
#[rustfmt::skip] // One rule a line.
pub(super) const NUMBERS: Table = &[
    ("year month day with spaces", 12, &["会议在 |2024 年 5 月 |12 日开", "他于 1998 年|出生在此"]),
    ("year month day", 10, &["会在2024年|5月12日开"]),
    ("time", 10, &["会议在|10:30开|始了", "飞机于 |08:05 起飞"]),
    ("a time with seconds", 12, &["全程用时|1:02:33左右"]),
    ("a percentage", 10, &["今年增长了|25%左右", "今年增长了 |3.5% 的"]),
    ("a percentage across a space", 12, &["今年增长了约 |25 % 的"]),
    ("per mille", 10, &["盐度大约为|35‰左右"]),
    ("degrees Celsius", 10, &["气温降到|了-10℃以下", "气温升到 |35 ℃ 左右"]),
    ("degrees", 10, &["角度大约是|45°左右", "北纬38°线|以北地区"]),
    ("decimals", 10, &["大约有|3.14159这|么多", "赚了1.5亿|元左右吧"]),
    ("thousands", 12, &["一共有|1,234,567人|参加"]),
    ("thousands with spaces", 12, &["一共有|1 234 567人|参加"]),
    ("full-width digits", 12, &["一共|１２３４５人|参加", "增长了|３．５％左|右吧"]),
    ("an ordinal", 10, &["这是他们|第12次会面", "他们来到|第 3 号|门口"]),
    ("an ordinal in Han", 8, &["这是第二|次的会面"]),
    ("ordinals at the end", 8, &["他们来到|第一"]),
    ("a range with a hyphen", 12, &["战争在|1939-1945年|间", "在|2023-2024赛|季里"]),
    ("a range with a dash", 12, &["他在2023年—|2024年来过", "大约从1939—|1945年间"]),
    ("a range with an en dash", 12, &["战争在1939–|1945年间"]),
    ("a range with a tilde", 12, &["每组有|10~20人参|加的", "每组约10～|20人参加"]),
    ("a score", 10, &["他们以|3:2赢下|比赛", "比分为 |3-2 获胜了"]),
    ("a fraction", 10, &["大约有|1/3的人|参加", "约三分之一|（1/3）人"]),
    ("kilometres", 12, &["全程大约|120km的路", "全程约 |120 km 的路"]),
    ("kilometres an hour", 14, &["时速大约 |120 km/h 左右"]),
    ("gigabytes", 12, &["内存一共有|16GB大小", "硬盘有 |512 GB 大小"]),
    ("square metres", 12, &["面积约 |120 m² 左右"]),
    ("yuan", 10, &["他付了|100元就|走了", "他付了 |100 元就走"]),
    ("dollars", 10, &["他们付了|$100就走了", "他付了|US$100的钱"]),
    ("yuan sign", 10, &["他付了|¥100就走了", "他付了|￥100就|走了"]),
    ("euro", 10, &["他们付了|€100就走了", "他付了|100€就走了"]),
    ("pounds across a space", 12, &["他一共付了 |£ 100 的"]),
    ("a million", 14, &["about |5 million |people came"]),
    ("plus and minus", 10, &["大约有±5的|误差吧", "温度在|+5到-5之间"]),
    ("a chemical formula", 10, &["水的分子式|是H2O的", "空气中的|CO2浓度"]),
    ("a version", 12, &["升级到了|v2.10.3版本"]),
    ("a telephone number", 14, &["电话是|010-8888-6666|转3"]),
    ("an aeroplane", 12, &["他坐的是波音|747-400飞机"]),
    ("a G20", 10, &["他们在|G20峰会|上说", "他们在 |G20 峰会上"]),
    ("a date with dots", 12, &["日期是|2024.05.12的"]),
    ("a date with slashes", 12, &["日期是|2024/05/12的"]),
];

/// Words, names and signs in other letters within Han text.
#[rustfmt::skip] // One rule a line.
pub(super) const LATIN: Table = &[
    ("a word is whole", 10, &["他用OpenSt|reetMap看", "他会见|Biden和|Putin"]),
    ("a name", 12, &["他会见|了Angela |Merkel女士"]),
    ("a word and a comma", 10, &["他会见|Biden,然|后走", "他会见|Biden，然|后走"]),
    ("abbreviations", 10, &["他住在U.S.|很多年了", "例如e.g.这|样的词"]),
    ("a hyphen", 12, &["他得了|COVID-19之后", "well-known的|人们"]),
    ("C++ and others", 10, &["他写C++代|码很多年", "用AT&T的电|话公司"]),
    ("an apostrophe", 10, &["他说don't|的时候走", "他去|McDonald’s|吃饭"]),
    ("accents", 10, &["他喜欢喝|café的咖啡", "在São |Paulo的人"]),
    ("Russian", 12, &["他说Россия的|时候", "Москва и |Киев"]),
    ("Greek", 10, &["角度为αβγ|的三角形"]),
    ("full-width Latin", 10, &["他在看|ＮＨＫ的|新闻", "ＡＢＣ和|ＤＥＦ公司"]),
    ("a slash between words", 12, &["他是作者/编|辑/译者吧", "男/女都可以|参加"]),
    ("a slash between Latin words", 12, &["用km/h和m/s|表示吧", "and/or的用法|很多"]),
    ("a full-width slash", 10, &["他是作|者／编|辑／人"]),
    ("a hashtag", 12, &["他发了#新闻|标题#的", "用#MeToo标签|的人"]),
    ("an @name", 12, &["他在|@newsroom|上说", "请联系@新闻|编辑部"]),
    ("a backslash", 12, &["路径为C:|\\Users\\a的"]),
    ("an underscore", 12, &["变量名是|my_name的"]),
    ("an equals sign", 10, &["公式为|a=b+c的话"]),
    ("an arrow", 10, &["从北京→上|海→广州"]),
    ("a bullet", 10, &["北京•上海•|广州•"]),
    ("a middle dot in names", 12, &["安格拉·默克|尔女士说"]),
    ("a copyright", 12, &["©2024年新闻|社版权"]),
    ("a trademark", 10, &["他用Word™|写文章的"]),
    ("an ampersand", 10, &["约翰&玛丽|两个人"]),
    ("a star", 10, &["注*这是一|个注释的"]),
];

/// Links, addresses, paths.
#[rustfmt::skip] // One rule a line.
pub(super) const LINKS: Table = &[
    ("a link breaks after slashes", 20, &["https://example.org/|news/2024/05/story"]),
    ("a link beside Han", 20, &["详见https://|example.org/news/1的|文章"]),
    ("a link in brackets", 20, &["详见（https://|example.org/a）的|文章"]),
    ("a link and a stop", 20, &["详见https://|example.org/a。然后|回来"]),
    ("a link with a query", 16, &["https://|example.org/?|id=77&page=12"]),
    ("a link in percents", 12, &["https://|example.org/|%E6%B5%B7%E5|%B2%B8"]),
    ("a bare host", 16, &["请访问|www.example.org|网站"]),
    ("an e-mail address", 16, &["请写信到|desk@example.org|来"]),
    ("a path", 12, &["见/usr/|share/|newsprint/下"]),
    ("a DOI", 16, &["见|doi:10.1000/182|号文"]),
];

/// Punctuation in a row, brackets, dashes, emoji.
#[rustfmt::skip] // One rule a line.
pub(super) const MARKS: Table = &[
    ("marks in a row", 8, &["真的|吗？！他|说道", "什|么！！！|他走了"]),
    ("a stop in brackets", 10, &["（他昨天走|了。）然后"]),
    ("brackets in brackets", 12, &["他（据说[三|人]）走了"]),
    ("book titles in a row", 10, &["有《甲》|《乙》|《丙》"]),
    ("nested book titles", 14, &["看《论〈红楼|梦〉》一文"]),
    ("a dash and a quote", 12, &["他说——“今天|来”的"]),
    ("dots and a quote", 12, &["他说“我……”就|走了"]),
    ("dots at the end", 8, &["他不|知道……"]),
    ("a dash at the end", 8, &["他走到了|海边——"]),
    ("a Han dash of one", 10, &["北京—上海|高速公路"]),
    ("an en dash between Han", 10, &["北京–上海|高速公路"]),
    ("Chinese colon and quote", 10, &["他昨天说：|“走吧。”"]),
    ("semicolons", 8, &["甲乙丙|丁；戊|己庚"]),
    ("enumeration", 8, &["甲乙、丙|丁、戊己"]),
    ("an interpunct", 10, &["第一章·|第二节·三"]),
    ("ASCII marks beside Han", 8, &["他来了,|又走了吧", "他来了.|又走了吧", "真的?他|问道吧"]),
    ("ASCII brackets beside Han", 10, &["北约(NATO)|表示了", "他们(三人)|来到了"]),
    ("ASCII square brackets", 10, &["见注释[12]|的说明"]),
    ("a quotation of a quotation", 14, &["他说：“她说‘好|的’就走”了"]),
    ("Traditional quotes", 12, &["他說：「她說|『好』」了"]),
    ("corner brackets and stops", 10, &["他說：「走|吧。」然後"]),
    ("a note mark", 10, &["这是正文①|和正文②"]),
    ("a kilometre sign", 10, &["一共约１２|㎞的路"]),
    ("emoji in Han", 8, &["今天很|好😀明天|也好", "👨\u{200d}👩\u{200d}👧全家出|游去"]),
    ("a flag in Han", 8, &["法国队🇫🇷|赢了比赛"]),
    ("a combining accent", 8, &["cafe´ 和|café的人"]),
    ("a hard space", 10, &["他会见|了Mr. |Smith的"]),
    ("an ideographic space", 10, &["甲乙丙\u{3000}丁|戊己庚辛"]),
];

/// Scripts of which a Han page quotes a line.
#[rustfmt::skip] // One rule a line.
pub(super) const OTHERS: Table = &[
    ("Thai by phrases", 12, &["ภาษาไทย |สวยงาม มาก"]),
    ("Thai at graphemes", 8, &["กรุงเทพม|หานคร"]),
    ("Thai vowels before consonants", 6, &["ไปโรง|เรียนแต่|เช้า"]),
    ("Hebrew", 10, &["שלום עולם |יפה מאוד"]),
    ("Arabic", 10, &["مرحبا |بالعالم |الجميل"]),
    ("Thai beside Han", 10, &["他说|ภาษาไทย的|时候"]),
];
