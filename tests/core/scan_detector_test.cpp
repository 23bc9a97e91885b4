// Goal: a scanner is told from a person by its speed alone, and never by the clock's absolute time.
// Method: a table of typings, each a list of pauses.
#include "core/flow/scan_detector.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/limits.h"

namespace lobby::flow {
namespace {

constexpr std::string_view ticket_like = "HTTPS://YUNTING.EXAMPLE/T/AEBAGBAF";

// One character every `gap`, Enter after `enter`.
std::optional<std::string> typed_with(ScanDetector& detector, std::string_view text, Duration gap,
                                      Duration enter, Duration from = Duration::hours(5)) {
  Duration boot = from;
  for (const char c : text) {
    boot = boot + gap;
    detector.typed(std::string(1, c), boot);
  }
  return detector.entered(boot + enter);
}

TEST(ScanDetector, tells_a_burst_from_a_person_typing) {
  struct Case {
    const char* name;
    std::string_view text;
    std::int64_t gap_ms;
    std::int64_t enter_ms;
    bool scan;
  };
  const Case cases[] = {
      {"scanner", ticket_like, 2, 2, true},
      {"slow scanner", ticket_like, 40, 40, true},
      {"at the limit", ticket_like, 80, 80, true},
      {"past the limit", ticket_like, 81, 80, false},
      {"person", "YT7K3MQ9", 150, 200, false},
      {"person, enter much later", ticket_like, 2, 81, false},
      {"shortest scan", "12345678", 5, 5, true},
      {"too short", "1234567", 5, 5, false},
      {"enter alone", "", 5, 5, false},
  };
  for (const Case& c : cases) {
    ScanDetector detector;
    const auto scan = typed_with(detector, c.text, Duration::milliseconds(c.gap_ms),
                                 Duration::milliseconds(c.enter_ms));
    EXPECT_EQ(scan.has_value(), c.scan) << c.name;
    if (scan) {
      EXPECT_EQ(*scan, c.text) << c.name;
    }
  }
}

TEST(ScanDetector, a_scan_after_typing_holds_only_the_scan) {
  ScanDetector detector;
  detector.typed("Lin", Duration::seconds(1));
  EXPECT_EQ(typed_with(detector, ticket_like, Duration::milliseconds(3), Duration::milliseconds(3),
                       Duration::seconds(2)),
            ticket_like);
}

TEST(ScanDetector, two_scans_do_not_run_together) {
  ScanDetector detector;
  const Duration gap = Duration::milliseconds(3);
  EXPECT_EQ(typed_with(detector, "FIRST-TICKET", gap, gap, Duration::seconds(1)), "FIRST-TICKET");
  EXPECT_EQ(typed_with(detector, "OTHER-TICKET", gap, gap, Duration::milliseconds(1'040)),
            "OTHER-TICKET");
  EXPECT_EQ(detector.entered(Duration::milliseconds(1'080)), std::nullopt);
}

TEST(ScanDetector, a_far_too_long_burst_stays_bounded_and_is_handed_over_as_too_long) {
  ScanDetector detector;
  const std::string flood(20 * limits::scan_text_bytes_max, 'A');
  const auto scan = typed_with(detector, flood, Duration::milliseconds(0), Duration{});
  ASSERT_TRUE(scan.has_value());
  EXPECT_EQ(scan->size(), limits::scan_text_bytes_max + 1);
}

TEST(ScanDetector, text_that_comes_at_once_is_a_scan) {
  ScanDetector detector;
  detector.typed(ticket_like, Duration::seconds(9));
  EXPECT_EQ(detector.entered(Duration::seconds(9)), ticket_like);
}

}  // namespace
}  // namespace lobby::flow
