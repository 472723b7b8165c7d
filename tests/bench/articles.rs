//! Articles of any length, in the markup of real ones. The words are our own.

/// The start of every article here: header, date, lead, picture, dateline.
const START: &str = "<!--1737290823000-->\n\
[候鸟提前归来 湿地志愿者彻夜计数](https://www.dw.com/zh/%E5%80%99%E9%B8%9F%E6%8F%90%E5%89%8D/a-71345720)\n\
------\n\n\
<div><i><br>2025-01-19T12:37:23.957Z</i></div>\
<img src=\"https://images.weserv.nl/?url=static.dw.com/image/71340551_303.jpg\" width=\"100%\">\
<div><small style=\"color: #999;\">资料照片：2024年1月志愿者在湿地观测站记录鸟群</small></div>\
<p><strong>今年第一批灰鹤比往年提前12天归来，志愿者在寒夜里一直数到天亮。</strong></p>\
<p>（德国之声中文网）据湿地保护站周日发布的消息，鸟群是在周六傍晚到达的。</p>";

/// What stands between start and end, again and again.
const MIDDLE: [&str; 8] = [
    "<p>气象部门证实了这一变化，气象专家林德（Anna Lind）表示，鸟群借着一股罕见的南风，\
     完成了这次“顺风之旅”。上一次如此早归是在2008年2月，此前在1990年也有过记录。</p>",
    "<p>今年的观测名单上，灰鹤之外还有白额雁、凤头麦鸡，以及去年首次在此过冬的琵鹭——\
     它们多半停在水库北岸，离公路不到3公里，夜里能听见翅膀的声音……</p>",
    "<p>保护站指出，志愿者的记录已经持续了35年。去年12月，\
     <a href=\"https://api.dw.com/api/detail/article/71120486\" rel=\"ArticleRef\">保护站公布了全部历史数据</a>，\
     任何人都可以查阅，也可以提出更正。</p>",
    "<p>对于前来参观的人，核心要求是不要离开木栈道。离得太近，鸟群便不肯落下来觅食。\
     志愿者称这一距离\"近得能听见翅膀\"，并请大家保持安静。</p>",
    "<img src=\"https://images.weserv.nl/?url=static.dw.com/image/71344902_303.jpg\" width=\"100%\">\
     <div><small style=\"color: #999;\">站长米勒在观鸟塔上向参观者介绍候鸟的路线（左）</small></div>",
    "<p>The warden, who has kept the log since 1989, says the count is never exact: \
     “a flock of 3,000 birds is three thousand, give or take a hedge.”</p>",
    "<p>雾散之前，他们把望远镜、热水瓶和两条毯子搬上塔顶；7点23分，第一群鸟从东南方向飞来，\
     约有240只，几分钟以后又有两群，一共接近1,100只。</p>",
    "<p>鸟群的归来被视为春天的信号，但保护站在提前归来的原因上保持谨慎。站方三年前列出过9点改善\
     水源的办法，如今<em>多数</em>已经做到。</p>",
];

/// The end: credit, notice.
const END: &str = "<p>（德新社、湿地通讯社）</p>\
<p><em>© 2025年德国之声版权声明：这一段只为测量而写，位置与样式同真的一样，仍要显示。</em></p>";

/// An article of about `bytes` bytes, never shorter than start and end.
pub(crate) fn article(bytes: usize) -> String {
    let mut text = START.to_owned();
    for part in MIDDLE.iter().cycle() {
        if text.len() + END.len() >= bytes {
            break;
        }
        text.push_str(part);
    }
    text + END
}
