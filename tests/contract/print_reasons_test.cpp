// Goal: a printer that prints on is not taken for one that has stopped, and the other way round.
// Method: a table of what printers and CUPS say.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/print/reasons.h"

namespace lobby::print {
namespace print_reasons_test {

using port::PrintFault;

TEST(PrintReasons, count_by_severity_and_by_whether_the_printer_has_stopped) {
  struct Case {
    std::vector<std::string_view> reasons;
    Ailments while_it_runs;
    std::optional<PrintFault> stopped;
  };
  constexpr std::nullopt_t none = std::nullopt;
  const Case table[] = {
      {{}, {none, none}, PrintFault::refused},
      {{"none"}, {none, none}, PrintFault::refused},
      {{"media-empty"}, {PrintFault::out_of_paper, none}, PrintFault::out_of_paper},
      {{"media-empty-error"}, {PrintFault::out_of_paper, none}, PrintFault::out_of_paper},
      {{"media-empty-warning"}, {none, PrintFault::out_of_paper}, PrintFault::out_of_paper},
      {{"media-empty-report"}, {none, PrintFault::out_of_paper}, PrintFault::out_of_paper},
      {{"media-low-warning"}, {none, none}, PrintFault::refused},
      {{"media-low-error"}, {none, none}, PrintFault::refused},
      {{"input-tray-missing-warning"}, {none, PrintFault::out_of_paper}, PrintFault::out_of_paper},
      {{"cover-open-report"}, {none, PrintFault::cover_open}, PrintFault::cover_open},
      {{"cover-open"}, {PrintFault::cover_open, none}, PrintFault::cover_open},
      {{"media-jam-warning"}, {none, PrintFault::jammed}, PrintFault::jammed},
      {{"offline-report"}, {none, PrintFault::offline}, PrintFault::offline},
      {{"media-empty-warning", "media-jam-error"},
       {PrintFault::jammed, PrintFault::out_of_paper},
       PrintFault::jammed},
      {{"media-empty-error", "cover-open-warning"},
       {PrintFault::out_of_paper, PrintFault::cover_open},
       PrintFault::cover_open},
      {{"media-needed-error", "door-open"}, {PrintFault::cover_open, none}, PrintFault::cover_open},
      {{"media-empty-warning", "media-jam-report"}, {none, PrintFault::jammed}, PrintFault::jammed},
      {{"marker-supply-low-warning", "spool-area-full-report"}, {none, none}, PrintFault::refused},
      {{"-warning", "-error", ""}, {none, none}, PrintFault::refused},
  };
  for (const Case& c : table) {
    SCOPED_TRACE(c.reasons.empty() ? "no reason" : std::string(c.reasons.front()));
    EXPECT_EQ(ailments_of(c.reasons, {}), c.while_it_runs);
    EXPECT_EQ(ailments_of(c.reasons, {.stopped = true}), (Ailments{c.stopped, none}));
  }
}

TEST(PrintReasons, a_queue_that_takes_no_jobs_is_refused_unless_something_ails_it) {
  const PrinterSays closed{.takes_jobs = false};
  EXPECT_EQ(ailments_of({}, closed).fault, PrintFault::refused);
  const std::string_view warned[] = {"media-empty-warning"};
  EXPECT_EQ(ailments_of(warned, closed).fault, PrintFault::refused);
  const std::string_view empty[] = {"media-empty"};
  EXPECT_EQ(ailments_of(empty, closed).fault, PrintFault::out_of_paper);
}

}  // namespace print_reasons_test
}  // namespace lobby::print
