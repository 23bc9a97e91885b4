// Goal: of all reasons that apply, the first in VerdictKind's order is the verdict. Method: every
// combination of evidence against the order written down once more, plainly; and edges of time.
#include <gtest/gtest.h>

#include "core/ticket/verdict.h"
#include "tests/fakes/store_facts.h"

namespace lobby::ticket {
namespace {

constexpr std::uint32_t our_site = 7;
constexpr UtcTime valid_from{1'000'000};
constexpr UtcTime valid_until{2'000'000};
constexpr UtcTime during{1'500'000};

SignedTicket ticket_for(std::uint32_t site, bool request_only = false) {
  SignedTicket made;
  made.ticket.site_number = site;
  made.ticket.code = tests::code_of(5);
  made.ticket.valid_from = valid_from;
  made.ticket.valid_until = valid_until;
  made.ticket.request_only = request_only;
  return made;
}

Evidence good_evidence() {
  Evidence evidence;
  evidence.key_known = true;
  evidence.signature_valid = true;
  return evidence;
}

const Admission earlier{{900}, tests::id_of<DeviceId>(2), "Desk 2"};

TEST(Verdict, every_combination_follows_the_order) {
  for (unsigned bits = 0; bits < 512; ++bits) {
    const auto has = [&](unsigned bit) { return (bits >> bit & 1U) != 0; };
    Evidence evidence;
    evidence.key_known = !has(1);
    evidence.signature_valid = !has(2);
    evidence.key_revoked = has(3);
    evidence.cancelled = has(4);
    evidence.earlier = has(6) ? std::optional(earlier) : std::nullopt;
    const UtcTime now = has(7) ? UtcTime{1} : has(8) ? UtcTime{9'000'000} : during;
    const Verdict verdict =
        judge(ticket_for(has(0) ? 8 : our_site, has(5)), evidence, our_site, now);

    // The reasons in order of precedence, each with the bit that brings it.
    constexpr VerdictKind order[] = {
        VerdictKind::wrong_site,       VerdictKind::unknown_key,     VerdictKind::bad_signature,
        VerdictKind::revoked_key,      VerdictKind::cancelled,       VerdictKind::request_only,
        VerdictKind::already_admitted, VerdictKind::wrong_day_early, VerdictKind::wrong_day_late};
    VerdictKind expected = VerdictKind::admit;
    for (unsigned bit = 9; bit-- > 0;) {
      expected = has(bit) ? order[bit] : expected;
    }
    ASSERT_EQ(name_of(verdict.kind), name_of(expected)) << "bits " << bits;
    ASSERT_EQ(verdict.admits(), bits == 0);
    ASSERT_TRUE(verdict.ticket.has_value());
    ASSERT_EQ(verdict.earlier, evidence.earlier);
  }
}

TEST(Verdict, an_unreadable_text_says_why) {
  const Verdict verdict =
      judge(fail(ErrorCode::too_large, "too long"), good_evidence(), our_site, during);
  EXPECT_EQ(verdict.kind, VerdictKind::unreadable);
  EXPECT_EQ(verdict.ticket, std::nullopt);
  EXPECT_EQ(verdict.detail, "too_large: too long");
}

TEST(Verdict, validity_begins_with_its_first_moment_and_ends_before_its_last) {
  struct Row {
    UtcTime now;
    VerdictKind kind;
  };
  const Duration instant = Duration::milliseconds(1);
  const Row table[] = {{valid_from - instant, VerdictKind::wrong_day_early},
                       {valid_from, VerdictKind::admit},
                       {valid_until - instant, VerdictKind::admit},
                       {valid_until, VerdictKind::wrong_day_late}};
  for (const Row& row : table) {
    EXPECT_EQ(judge(ticket_for(our_site), good_evidence(), our_site, row.now).kind, row.kind)
        << row.now.ms;
  }
}

TEST(Verdict, already_admitted_says_when_and_where) {
  Evidence evidence = good_evidence();
  evidence.earlier = earlier;
  const Verdict verdict = judge(ticket_for(our_site), evidence, our_site, during);
  EXPECT_EQ(verdict.kind, VerdictKind::already_admitted);
  ASSERT_TRUE(verdict.earlier.has_value());
  EXPECT_EQ(verdict.earlier->place, "Desk 2");
}

TEST(Verdict, every_kind_has_a_name) {
  for (int kind = 0; kind <= static_cast<int>(VerdictKind::admit); ++kind) {
    EXPECT_FALSE(name_of(static_cast<VerdictKind>(kind)).empty());
  }
}

}  // namespace
}  // namespace lobby::ticket
