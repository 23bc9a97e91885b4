// Fuzz target: the bodies that the office's API takes, and the records it keeps. What is accepted
// is within its limits; a record that is accepted has one text.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/office_codec.h"
#include "tests/fuzz/seeds.h"

namespace {

using namespace lobby;

constexpr const char* selection_text =
    R"({"add_ons":[{"add_on":"screen","count":1}],"adults":2,"block_starts":[840],"children":0,)"
    R"("date":"2026-12-10","nights":2,"service":"lake-view-king"})";
constexpr const char* guest_text =
    R"({"language":"en","name":"Lin Example","notes":["mobility"],"phone":"+4915112345678"})";
constexpr const char* head = R"("actor":"Ms Example","channel":"phone",)"
                             R"("operation_id":"01900000-0000-7000-8000-000000000007")";

std::string object(const std::string& members) {
  return "{" + members + "," + head + "}";
}

void check_selection(const booking::Selection& wish) {
  CHECK(wish.nights >= 1 && wish.nights <= limits::nights_max);
  CHECK(wish.party.adults >= 1 && wish.party.total() <= 2 * limits::party_max);
  CHECK(wish.block_starts.size() <= limits::blocks_max);
}

void check_head(const protocol::CommandHead& said) {
  CHECK(!said.id.is_nil());
  CHECK(is_utf8(said.actor) && code_point_count(said.actor) <= limits::guest_name_code_points);
}

}  // namespace

std::vector<std::string> lobby::tests::fuzz_seeds() {
  const std::string wish = selection_text;
  return {
      R"({"first":"2026-12-10","last":"2026-12-24","wish":)" + wish + "}",
      object(R"("guest":)" + std::string(guest_text) + R"(,"selection":)" + wish +
             R"(,"submit":true)"),
      R"({"base_version":3,"selection":)" + wish + "}",
      object(R"("base_version":3,"reason":"later","selection":)" + wish),
      object(R"("base_version":3,"refund_by":"card","reason":"ill","settlement":"waived")"),
      object(R"("base_version":3,"command":"approve","reason":"")"),
      object(R"("amount":{"amount_minor":5,"currency":"CNY"},"kind":"payment","method":"cash")"),
      object(R"("guest":)" + std::string(guest_text) + R"(,"tier":2,"wish":)" + wish),
      object(R"("answer":"accept")"),
      object(R"("selection":)" + wish + R"(,"vouchers":["YT7K-3MQ9-ABCD-EFGH"])"),
      object(R"("kind":"discount","last_day":"2026-12-31","percent":50,"reason":"sorry")"),
      object(R"("amount":{"amount_minor":5,"currency":"CNY"},"code":"YT7K-3MQ9-ABCD-EFGH")"),
      object(R"("reason":"stolen")"),
      R"({"amount":{"amount_minor":9,"currency":"CNY"},"code_end":"7K3M","code_hash":")" +
          std::string(64, 'a') +
          R"(","id":"01900000-0000-7000-8000-000000000007","issued_at":7,"issued_by":"May",)"
          R"("issued_for":null,"kind":"credit","last_day":"2026-12-31",)"
          R"("left":{"amount_minor":4,"currency":"CNY"},"percent":0,"reason":"sorry",)"
          R"("state":"open","uses":[{"booking":"01900000-0000-7000-8000-000000000008",)"
          R"("given_back":{"amount_minor":2,"currency":"CNY"},)"
          R"("taken":{"amount_minor":7,"currency":"CNY"}}],"version":3,"withdrawn_because":""})",
      R"({"actor":"","amount":{"amount_minor":5,"currency":"CNY"},"at":7,"from":"sales",)"
      R"("id":"01900000-0000-7000-8000-000000000007","kind":"charge","method":null,"reason":"",)"
      R"("reference":"","reverses":null,"to":"guest"})",
      R"({"booking":null,"guest":)" + std::string(guest_text) +
          R"(,"held":[],"id":"01900000-0000-7000-8000-000000000007","joined_at":7,)"
          R"("offer_expires_at":9,"offers":1,"state":"offered","tier":0,"wish":)" +
          wish + "}",
      R"({"action":"read_booking","actor":"","at":7,"channel":"kiosk","content":")" +
          std::string(64, '0') + R"(","device":"01900000-0000-7000-8000-000000000007","hash":")" +
          std::string(64, 'a') + R"(","number":1,"previous":")" + std::string(64, '0') +
          R"(","subject":"booking"})"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tests::text_of(data, size);
  if (const auto query = protocol::availability_query_from(text)) {
    check_selection(query->wish);
  }
  if (const auto order = protocol::place_order_from(text)) {
    check_head(order->head);
    check_selection(order->selection);
  }
  if (const auto amendment = protocol::amendment_from(text)) {
    check_selection(amendment->selection);
  }
  if (const auto order = protocol::amend_order_from(text)) {
    check_head(order->head);
    CHECK(order->amendment.base_version >= 1);
  }
  if (const auto order = protocol::cancel_order_from(text)) {
    check_head(order->head);
  }
  if (const auto order = protocol::step_order_from(text)) {
    check_head(order->head);
  }
  if (const auto order = protocol::post_order_from(text)) {
    check_head(order->head);
    CHECK(order->amount.amount_minor <= limits::money_minor_max);
  }
  if (const auto order = protocol::join_order_from(text)) {
    check_head(order->head);
    CHECK(order->tier >= 0 && order->tier <= limits::guest_tier_max);
  }
  if (const auto order = protocol::answer_order_from(text)) {
    check_head(order->head);
  }
  if (const auto order = protocol::quote_order_from(text)) {
    check_head(order->head);
    CHECK(order->vouchers.size() <= limits::vouchers_max);
  }
  if (const auto order = protocol::voucher_order_from(text)) {
    check_head(order->head);
    CHECK(order->percent >= 0 && order->percent <= 100);
  }
  if (const auto order = protocol::redeem_order_from(text)) {
    check_head(order->head);
    CHECK(order->code.size() <= limits::voucher_code_bytes_max * 4);
    (void)office::VoucherCode::parse(order->code);
  }
  if (const auto order = protocol::withdraw_order_from(text)) {
    check_head(order->head);
  }
  if (const auto voucher = protocol::voucher_from(text)) {
    CHECK(office::is_whole(*voucher));
  }
  tests::check_canonical(text, protocol::voucher_from);
  tests::check_canonical(text, protocol::folio_entry_from);
  tests::check_canonical(text, protocol::journal_entry_from);
  tests::check_canonical(text, protocol::waiting_guest_from);
  return 0;
}
