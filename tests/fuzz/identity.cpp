// Fuzz target: what a guest types or a reader scans as the number of a document, taken as each
// kind. What is accepted is accepted again as it was understood, and its mask keeps its length; a
// fault points into its text and is the fault of that text.
#include "core/guest/identity.h"

#include <algorithm>

#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  return {"11010519491231002X",
          "１１０１０５　１９４９１２３１　００２ｘ",
          "810000199408230021",
          "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
          "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
          "I<UTOD23145890<7349<<<<<<<<<<<\n"
          "3407127M9507122UTO<<<<<<<<<<<2\n"
          "STEVENSON<<PETER<JOHN<<<<<<<<<",
          "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\n"
          "D23145890<UTO3407127M95071227349<<<8",
          "EA 000-0000",
          "H1234567800",
          "00000000",
          "932682198501010017",
          "KAZ110090123105",
          "91350100M000100Y43"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lobby;
  using namespace lobby::guest;
  const std::string_view typed = tests::text_of(data, size);
  const LocalDate today = LocalDate::of(2026, 11, 28);
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  for (std::uint8_t index = 0; index < identity_kind_count; ++index) {
    const auto kind = static_cast<IdentityKind>(index);
    const IdentityCheck check = check_identity(kind, typed, today);
    if (check) {
      CHECK(*check_identity(kind, check->text, today) == *check);
      CHECK(!check->number.empty() && masked(*check).size() == check->number.size());
      CHECK(kind == IdentityKind::company_code || masked(*check) != check->number);
      CHECK(!check->birth_date || *check->birth_date <= today);
    } else {
      const IdentityFault& fault = check.fault();
      CHECK(fault.position <= fault.text.size() && std::ranges::all_of(fault.text, plain));
      CHECK(!fault.error.detail.empty() && name_of(fault.rule) != "");
      if (!fault.text.empty()) {
        CHECK(check_identity(kind, fault.text, today).fault() == fault);
      }
    }
  }
  return 0;
}
