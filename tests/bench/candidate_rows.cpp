// What a guest waits for after each letter of a Chinese name: the whole step from the key to the
// candidates that the screen is given, librime included, in the kiosk's own flow.
#include "tests/bench/candidate_rows.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/wiring.h"
#include "core/flow/composing.h"
#include "tests/bench/must.h"
#include "tests/bench/row_table.h"
#include "tests/bench/stopwatch.h"
#include "tests/fakes/rig.h"

namespace lobby::bench {
namespace {

constexpr double candidates_limit_ms = 20;  // ui.md

// Names, words and what fingers make of them, up to the longest that can be composed.
constexpr std::string_view inputs[] = {"wang",
                                       "lixiaoming",
                                       "zhangsan",
                                       "ouyangnana",
                                       "linyi",
                                       "zhugeliang",
                                       "xi'an",
                                       "shi",
                                       "zhongguoren",
                                       "nihaoshijie",
                                       "zhuangchuang",
                                       "yi",
                                       "huanyingguanglin",
                                       "asdkjfhak",
                                       "aaaaaaaaaaaaaaaaaaaaaaaa",
                                       "zhongguorenminjiefangjun"};

// One guest's typing; what each letter took.
void type(port::InputMethod& pinyin, std::string_view input, bool words,
          std::vector<double>& taken_ms) {
  flow::Composing composing;
  composing.words = words;
  std::string name;
  for (const char letter : input) {
    const Stopwatch watch;
    flow::compose(composing, name, std::string_view(&letter, 1));
    flow::take_candidates(composing, name,
                          must(pinyin.candidates(composing.letters, port::candidates_max)));
    const std::size_t shown = flow::offered(composing, name).size();
    taken_ms.push_back(watch.milliseconds());
    if (shown == 0) {
      throw std::runtime_error("no candidate for " + composing.letters);
    }
  }
}

double percentile_95(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() * 95 / 100];
}

}  // namespace

std::vector<Row> measure_candidates(const Plan& plan) {
  RowTable table(plan,
                 {{"pinyin_candidates_p95", "a letter of pinyin to its candidates, 95th percentile",
                   "ui.md's 20 ms", "ms"}});
  if (table.empty()) {
    return {};
  }
  table.measure({"pinyin_candidates_p95"}, [&] {
    const auto pinyin = must(kiosk::open_pinyin(tests::built_assets()));
    std::vector<double> taken_ms;
    for (int round = 0; round < (plan.quick ? 3 : 30); ++round) {
      for (const std::string_view input : inputs) {
        type(*pinyin, input, round % 2 == 1, taken_ms);
      }
    }
    table.set("pinyin_candidates_p95", percentile_95(taken_ms), candidates_limit_ms);
  });
  return table.take();
}

}  // namespace lobby::bench
