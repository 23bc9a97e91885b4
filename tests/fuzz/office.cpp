// Fuzz target: what is said to the office's API. An input is a script of orders
// (tests/fakes/office_counter.h), or the one body of a request or record. What is read is within
// its limits, a record that is read has one text, and what is carried out keeps the books: the
// audit finds nothing, the journal's chain is whole, every folio balances.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/office_codec.h"
#include "tests/fakes/office_counter.h"
#include "tests/fuzz/seeds.h"

namespace {

using namespace lobby;

constexpr const char* king =
    R"({"add_ons":[],"adults":2,"block_starts":[],"children":0,"date":"2026-12-10","nights":2,)"
    R"("service":"lake-view-king"})";
constexpr const char* long_king =
    R"({"add_ons":[],"adults":1,"block_starts":[],"children":1,"date":"2026-12-09","nights":4,)"
    R"("service":"lake-view-king"})";
// Its policy wants a deposit.
constexpr const char* workshop =
    R"({"add_ons":[],"adults":12,"block_starts":[],"children":0,"date":"2026-12-10","nights":1,)"
    R"("service":"workshop"})";
// There is one of it.
constexpr const char* hall =
    R"({"add_ons":[{"add_on":"tea-break","count":30}],"adults":30,"block_starts":[840,960],)"
    R"("children":0,"date":"2026-12-09","nights":1,"service":"yunting-hall"})";
constexpr const char* lin =
    R"({"language":"en","name":"Lin Example","notes":["mobility"],"phone":"+4915112345678"})";
constexpr const char* wang =
    R"({"language":"zh-CN","name":"Wang Example","notes":[],"phone":"+8613800005678"})";

// Orders with an id each, in one script.
class Script {
 public:
  Script& line(const std::string& text) {
    text_ += text + "\n";
    return *this;
  }
  // `letters` stand before the body.
  Script& order(const std::string& members, const std::string& letters = "") {
    count_ += 1;
    std::string number = std::to_string(count_);
    number.insert(0, 12 - number.size(), '0');
    return line(letters + R"({"actor":"Ms Example","operation_id":"01900000-0000-7000-8000-)" +
                number + R"(",)" + members + "}");
  }
  Script& place(const std::string& wish, const char* guest, const std::string& more = "",
                const std::string& letters = "") {
    return order(R"("guest":)" + std::string(guest) + R"(,"selection":)" + wish + more, letters);
  }
  Script& step(int version, const std::string& command) {
    return order(R"("base_version":)" + std::to_string(version) + R"(,"command":")" + command +
                 R"(","reason":"because")");
  }
  Script& cancel(int version, const std::string& settlement) {
    return order(R"("base_version":)" + std::to_string(version) +
                 R"(,"reason":"ill","refund_by":"card","settlement":")" + settlement + R"(")");
  }
  Script& post(const std::string& kind, std::int64_t minor, const std::string& more = "") {
    return order(R"("amount":{"amount_minor":)" + std::to_string(minor) +
                 R"(,"currency":"CNY"},"kind":")" + kind + R"(","reason":"because")" + more);
  }
  operator std::string() const { return text_; }

 private:
  std::string text_;
  int count_ = 0;
};

std::vector<std::string> scripts() {
  const std::string king_wish = king;
  const std::string cash = R"(,"method":"cash")";
  return {
      // Quoted, booked, changed, paid by code, cancelled: the money goes back.
      Script()
          .order(R"("first_booking":true,"selection":)" + king_wish + R"(,"tier":1)")
          .place(king, lin, R"(,"quote":"01900000-0000-7000-8000-000000000099")")
          .line(R"({"base_version":1,"selection":)" + std::string(long_king) + "}")
          .order(R"("base_version":1,"reason":"later","selection":)" + std::string(long_king))
          .order(R"("method":"qr")", "k")
          .line("+1")
          .line("$")
          .line("+5")
          .cancel(2, "fee")
          .line("+10"),
      // A deposit at the desk, the balance in cash, and what a supervisor may post.
      Script()
          .place(workshop, lin)
          .order(R"("amount":{"amount_minor":300000,"currency":"CNY"},"method":"desk")")
          .order(R"("method":"cash")", "t")
          .post("payment", 150'000, cash)
          .post("adjustment", 20'000)
          .post("voucher", 10'000)
          .post("reversal", 10'000, R"(,"reverses":"01900000-0000-7000-8000-000000000099")")
          .post("write_off", 1'000)
          .order(R"("reason":"too much")", "r")
          .order(R"("method":"cash","reason":"given back")", "b")
          .cancel(2, "voucher"),
      // Nobody pays in time; another is asked for, refused and approved.
      Script().place(workshop, lin).line("+2900").line("+900").place(king, wang).line("+3000"),
      Script()
          .place(king, lin, R"(,"submit":true)")
          .step(1, "refuse")
          .place(king, wang, R"(,"submit":true)", "k")
          .step(1, "approve")
          .step(2, "mark_no_show")
          .cancel(2, "waived"),
      // The hall is taken, one waits for it, and gets it.
      Script()
          .place(hall, lin)
          .order(R"("guest":)" + std::string(wang) + R"(,"tier":2,"wish":)" + hall)
          .cancel(1, "fee")
          .line("+1")
          .order(R"("answer":"accept")", "k")
          .order(R"("method":"terminal")")
          .line("+1")
          .order(R"("reason":"changed their mind")", "c")
          .line("$")
          .line("+10"),
      // A guest whom the house knows, and then does not serve any more.
      Script()
          .order(R"("base_version":0,"company":null,"email":"","identity":{"kind":)"
                 R"("resident_number","text":"11010519491231002X"},"language":"en","name":)"
                 R"("Lin Example","phone":"+4915112345678","preferences":["mobility"],"tags":[],)"
                 R"("tier":1)")
          .order(R"("kind":"profile","withdrawn":false,"wording":"profile-1")")
          .order(R"("kind":"profile","withdrawn":true,"wording":"profile-1")")
          .line(R"({"identity":null,"phone":"+4915112345678"})")
          .order(R"("phone":"+4915112345678","reason":"did damage")")
          .place(king, lin),
      Script()
          .line(R"({"first":"2026-12-09","last":"2026-12-12","wish":)" + king_wish + "}")
          .line(R"({"first":"2026-12-09","last":"2026-12-12","wish":)" + std::string(hall) + "}")};
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

// Reads a body as each order, and holds what was read against its limits.
void check_orders(std::string_view text) {
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
}

// Gives how many orders were not refused.
int carry_out(std::string_view script) {
  static tests::OfficeCounter counter;
  counter.reset();
  counter.carry_out(script);
  const std::vector<std::string> faults = counter.faults();
  for (const std::string& fault : faults) {
    std::fprintf(stderr, "%s\n", fault.c_str());
  }
  CHECK(faults.empty());
  return counter.done();
}

}  // namespace

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds = scripts();
  // Scripts that the house refuses lead nowhere.
  constexpr int carried_out_least = 30;
  int carried_out = 0;
  for (const std::string& script : seeds) {
    carried_out += carry_out(script);
  }
  CHECK(carried_out >= carried_out_least);
  const std::string wish = king;
  const std::string ids = R"("id":"01900000-0000-7000-8000-000000000007")";
  seeds.insert(
      seeds.end(),
      {R"({"actor":"","amount":{"amount_minor":5,"currency":"CNY"},"at":7,"from":"sales",)" + ids +
           R"(,"kind":"charge","method":null,"reason":"",)"
           R"("reference":"","reverses":null,"to":"guest"})",
       R"({"booking":null,"guest":)" + std::string(lin) + R"(,"held":[],)" + ids +
           R"(,"joined_at":7,"offer_expires_at":9,"offers":1,"state":"offered","tier":0,"wish":)" +
           wish + "}",
       R"({"action":"read_booking","actor":"","at":7,"channel":"kiosk","content":")" +
           std::string(64, '0') + R"(","device":"01900000-0000-7000-8000-000000000007","hash":")" +
           std::string(64, 'a') + R"(","number":1,"previous":")" + std::string(64, '0') +
           R"(","subject":"booking"})"});
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tests::text_of(data, size);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    check_orders(line.substr(std::min(line.find('{'), line.size())));
    begin = end + 1;
  }
  tests::check_canonical(text, protocol::voucher_from);
  tests::check_canonical(text, protocol::folio_entry_from);
  tests::check_canonical(text, protocol::journal_entry_from);
  tests::check_canonical(text, protocol::waiting_guest_from);
  (void)carry_out(text);
  return 0;
}
