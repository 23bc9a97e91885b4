// The table, and which of it the letters may mean.
#include "core/guest/surname.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

namespace lobby::guest {
namespace {

// Name and reading, one after the other, so that the list can be read as a list.
constexpr std::string_view table_text =
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun "
    "马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song "
    "唐tang 许xu 邓deng 韩han 冯feng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong "
    "潘pan 袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei 苏su 吕lv "
    "丁ding 任ren 卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui 谭tan 陆lu 范fan 汪wang "
    "廖liao 石shi 金jin 韦wei 贾jia 夏xia 付fu 方fang 邹zou 熊xiong 白bai 孟meng "
    "秦qin 邱qiu 侯hou 江jiang 尹yin 薛xue 闫yan 段duan 雷lei 龙long 黎li 史shi "
    "陶tao 贺he 毛mao 郝hao 顾gu 龚gong 邵shao 万wan 覃qin 武wu 钱qian 戴dai "
    "严yan 莫mo 孔kong 向xiang 常chang 汤tang 康kang 易yi 乔qiao 赖lai 傅fu 文wen "
    "樊fan 兰lan 殷yin 施shi 洪hong 翟zhai 安an 倪ni 颜yan 庞pang 牛niu 温wen "
    "芦lu 季ji 俞yu 章zhang 鲁lu 葛ge 伍wu 申shen 尤you 毕bi 庄zhuang 聂nie "
    "柴chai 焦jiao 岳yue 齐qi 关guan 左zuo 辛xin 管guan 祝zhu 柳liu 欧ou 路lu "
    "纪ji 耿geng 卓zhuo 裴pei 邢xing 阎yan 欧阳ou'yang 代dai 詹zhan 曲qu 甘gan "
    "骆luo 凌ling 霍huo 包bao 涂tu 苗miao 华hua 梅mei 盛sheng 舒shu 宁ning 童tong "
    "项xiang 祁qi 柯ke 阮ruan 滕teng 单shan 解xie 查zha 仇qiu 区ou 缪miao 鲍bao "
    "喻yu 屈qu 明ming 翁weng 时shi 占zhan 冉ran 游you 应ying 古gu 蒲pu 车che "
    "简jian 褚chu 娄lou 窦dou 费fei 岑cen 邬wu 房fang 宫gong 苟gou 桂gui 匡kuang "
    "连lian 全quan 丘qiu 商shang 谷gu 卫wei 饶rao 宗zong 米mi 阳yang 成cheng 卜bu "
    "司si 戚qi 尚shang 党dang 习xi 冷leng 艾ai 沙sha 楚chu 燕yan 巩gong 佟tong "
    "池chi 原yuan 卞bian 桑sang 郎lang 奚xi 鄢yan 蔺lin 晏yan 景jing 靳jin 封feng "
    "臧zang 郁yu 晋jin 栾luan 柏bai 闵min 隋sui 荆jing 牟mu 丛cong 刁diao 平ping "
    "鞠ju 仲zhong 权quan 麦mai 焉yan 谌chen 谌shen 苑yuan 边bian 储chu 印yin 乐yue "
    "乐le 来lai 计ji 伏fu 巫wu 贝bei 师shi 国guo 门men 敖ao 危wei 冀ji 郏jia "
    "宣xuan 邸di 茅mao 经jing 步bu 麻ma 强qiang 诸葛zhu'ge 司马si'ma "
    "上官shang'guan 司徒si'tu 慕容mu'rong 皇甫huang'fu 令狐ling'hu 尉迟yu'chi "
    "东方dong'fang 夏侯xia'hou 端木duan'mu 公孙gong'sun 轩辕xuan'yuan "
    "长孙zhang'sun 宇文yu'wen 独孤du'gu 南宫nan'gong 西门xi'men 百里bai'li "
    "呼延hu'yan 申屠shen'tu 澹台tan'tai 钟离zhong'li 淳于chun'yu 濮阳pu'yang "
    "赫连he'lian 万俟mo'qi 闻人wen'ren 鲜于xian'yu 闾丘lv'qiu 司空si'kong "
    "太史tai'shi 东郭dong'guo 单于chan'yu 拓跋tuo'ba 第五di'wu 公冶gong'ye "
    "宗政zong'zheng 公羊gong'yang 乐正yue'zheng 亓官qi'guan 司寇si'kou 漆雕qi'diao "
    "巫马wu'ma 公西gong'xi 仲孙zhong'sun 太叔tai'shu 谷梁gu'liang 左丘zuo'qiu "
    "东门dong'men 南门nan'men 羊舌yang'she 纳兰na'lan 完颜wan'yan 叶赫ye'he "
    "爱新觉罗ai'xin'jue'luo 盖ge 盖gai 朴piao 朴pu 冼xian 洗xian 宓mi 宓fu 尉wei "
    "尉yu 佘she 厍she 晁chao 郗xi 郗chi 郇xun 郇huan 逄pang 隗wei 隗kui 贲ben "
    "幺yao 覃tan 繁po 秘bi 员yun 黑he 种chong 召shao 笪da 那na 哈ha 牟mou 纪xi "
    "仉zhang 亓qi 芮rui 羿yi 靖jing 糜mi 松song 井jing 富fu 乌wu 巴ba 弓gong 牧mu "
    "山shan 蓬peng 班ban 仰yang 秋qiu 伊yi 甄zhen 家jia 羊yang 惠hui 於yu 邰tai "
    "从cong 索suo 咸xian 籍ji 屠tu 蒙meng 阴yin 胥xu 能nai 苍cang 双shuang 闻wen "
    "莘shen 莘xin 谯qiao 贡gong 劳lao 姬ji 扶fu 堵du 宰zai 郦li 雍yong 却que 璩qu "
    "濮pu 寿shou 通tong 扈hu 浦pu 农nong 别bie 瞿qu 充chong 茹ru 宦huan 慎shen "
    "戈ge 居ju 衡heng 满man 弘hong 寇kou 广guang 禄lu 阙que 东dong 利li 越yue "
    "夔kui 隆long 厉li 勾gou 融rong 訾zi 阚kan 空kong 毋wu 养yang 须xu 丰feng "
    "巢chao 蒯kuai 相xiang 竺zhu 逯lu 桓huan 公gong 皮pi 卡ka 鹿lu 展zhan 扬yang "
    "但dan 揭jie 亢kang 干gan 闪shan 元yuan 母mu 初chu 鄂e 苌chang 才cai 尧yao "
    "檀tan 战zhan 敬jing 矫jiao 鱼yu 容rong 慈ci 暴bao 斜xie 玉yu 水shui 火huo "
    "海hai 和he 云yun 花hua 吉ji 凤feng 诸zhu 宿su 邴bing 嵇ji 麴qu 汲ji 钮niu "
    "杭hang 支zhi 昝zan 滑hua 裘qiu 吕lyu 粟su 贵gui 仝tong 禹yu 酆feng 虞yu "
    "昌chang 鲜xian 阿a 佐zuo 泉quan 赛sai 买mai 帅shuai 虎hu 撒sa 洛luo 答da";

constexpr std::size_t table_size =
    static_cast<std::size_t>(std::ranges::count(table_text, ' ')) + 1;

constexpr bool is_reading(char c) {
  return (c >= 'a' && c <= 'z') || c == '\'';
}

consteval std::array<Surname, table_size> read_table() {
  std::array<Surname, table_size> surnames;
  std::string_view rest = table_text;
  for (Surname& surname : surnames) {
    const std::string_view both = rest.substr(0, rest.find(' '));
    const auto reading =
        static_cast<std::size_t>(std::ranges::find_if(both, is_reading) - both.begin());
    surname = {both.substr(0, reading), both.substr(reading)};
    rest.remove_prefix(std::min(rest.size(), both.size() + 1));
  }
  return surnames;
}

constexpr std::array<Surname, table_size> table = read_table();

struct Fit {
  std::size_t letters = 0;  // taken of those typed
  bool whole = false;       // they spell the reading to its end
};

// How far the letters go with a reading; nothing where they go another way. A ' may stand between
// the reading's syllables and behind it, and nowhere else.
std::optional<Fit> fit(std::string_view letters, std::string_view reading) {
  std::size_t at = 0;
  for (const char sound : reading) {
    const bool typed_mark = at < letters.size() && letters[at] == '\'';
    if (sound == '\'') {
      at += typed_mark ? 1 : 0;
    } else if (at == letters.size()) {
      return Fit{at, false};
    } else if (letters[at] == sound) {
      ++at;
    } else {
      return std::nullopt;
    }
  }
  const bool typed_mark = at < letters.size() && letters[at] == '\'';
  return Fit{at + (typed_mark ? 1 : 0), true};
}

bool begins_with_vowel(std::string_view rest) {
  return std::string_view("aeiouv").find(rest.front()) != std::string_view::npos;
}

// A syllable can begin so: with a, o or e, or with an initial before a vowel or still alone.
bool may_begin_syllable(std::string_view rest) {
  if (begins_with_vowel(rest)) {
    return std::string_view("aoe").find(rest.front()) != std::string_view::npos;
  }
  rest.remove_prefix(1);
  if (rest.starts_with('h')) {  // zh, ch, sh
    rest.remove_prefix(1);
  }
  return rest.empty() || begins_with_vowel(rest);
}

bool goes_on(std::string_view letters, std::size_t taken) {
  return letters[taken - 1] == '\'' || may_begin_syllable(letters.substr(taken));
}

}  // namespace

std::span<const Surname> surnames() {
  return table;
}

std::vector<SurnameMatch> surnames_for(std::string_view letters) {
  std::vector<SurnameMatch> exact;
  std::vector<SurnameMatch> unfinished;
  std::vector<SurnameMatch> begun;  // and more letters behind them
  for (const Surname& surname : table) {
    const std::optional<Fit> fits = fit(letters, surname.reading);
    if (!fits || fits->letters == 0) {
      continue;
    }
    const SurnameMatch match{surname.text, fits->letters};
    if (!fits->whole) {
      unfinished.push_back(match);
    } else if (fits->letters == letters.size()) {
      exact.push_back(match);
    } else if (goes_on(letters, fits->letters)) {
      begun.push_back(match);
    }
  }
  // By the rules of pinyin a ' stands before a vowel that begins a syllable: lina is li na.
  std::ranges::stable_sort(begun, std::ranges::greater(), [&](const SurnameMatch& match) {
    const bool by_rule =
        letters[match.letters - 1] == '\'' || !begins_with_vowel(letters.substr(match.letters));
    return std::pair(by_rule, match.letters);
  });
  std::vector<SurnameMatch> all;
  for (const std::vector<SurnameMatch>* some : {&exact, &unfinished, &begun}) {
    for (const SurnameMatch& match : *some) {
      if (std::ranges::find(all, match.text, &SurnameMatch::text) == all.end()) {
        all.push_back(match);
      }
    }
  }
  return all;
}

}  // namespace lobby::guest
