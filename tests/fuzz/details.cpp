// Fuzz target: what a guest types, and the small texts of the protocol: names, phone numbers,
// dates, clock times, ids. What is accepted is accepted again as it was understood.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/guest/guest.h"
#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  return {"Lin Yi",     "林逸云",        "138 0000 5678", "+49 151 12345678",
          "2026-12-11", "2024-02-29",    "23:59",         "00000000-0000-7000-8000-000000000007",
          "MZXW6YTB",   "0123456789abcd"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lobby;
  const std::string_view text = tests::text_of(data, size);
  if (const Result<std::string> name = guest::parse_name(text)) {
    CHECK(is_utf8(*name) && code_point_count(*name) <= limits::guest_name_code_points);
    CHECK(*guest::parse_name(*name) == *name);
    CHECK(is_utf8(guest::short_name(*name)));
  }
  if (const Result<std::string> phone = guest::parse_phone(text)) {
    CHECK(*guest::parse_phone(*phone) == *phone);
    CHECK(*guest::parse_phone(guest::phone_text(*phone)) == *phone);
  }
  if (const Result<LocalDate> date = LocalDate::parse(text)) {
    CHECK(date->text() == text);
  }
  if (const Result<std::int32_t> minute = parse_clock(text)) {
    CHECK(*parse_clock(clock_text(*minute)) == *minute);
  }
  if (const Result<IdBytes> id = parse_id_bytes(text)) {
    CHECK(*parse_id_bytes(id_text(*id)) == *id);
  }
  if (const std::optional<Bytes> bytes = parse_base32(text)) {
    CHECK(base32_text(*bytes) == text);
  }
  return 0;
}
