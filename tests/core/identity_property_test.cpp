// Goal: what the check characters promise holds for every number, a mask hides what it must, and a
// fault says the same however its number was written. Method: numbers made from seeds, with the
// weights as the standards print them; every change of one character or of two neighbours.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "core/guest/identity.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::guest {
namespace identity_property_test {

using enum IdentityKind;
using Rule = IdentityRule;
using tests::SeededEntropy;

const LocalDate today = LocalDate::of(2026, 11, 28);
constexpr std::string_view company_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::string compact(LocalDate date) {
  std::string text = date.text();
  std::erase(text, '-');
  return text;
}

// GB 11643-1999, table of weights and of check characters.
std::string with_check(std::string digits) {
  constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t index = 0; index < 17; ++index) {
    sum += (digits[index] - '0') * weights[index];
  }
  return digits += "10X98765432"[sum % 11];
}

// An address of no county: the province and four zeros.
std::string resident(SeededEntropy& random) {
  const LocalDate born = today.plus_days(-static_cast<std::int32_t>(random.below(60'000)));
  const std::string sequence = std::to_string(1000 + random.below(1000)).substr(1);
  return with_check("330000" + compact(born) + sequence);
}

// GB 32100-2015, table of weights.
std::string company(SeededEntropy& random) {
  constexpr std::size_t weights[] = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                     29, 25, 13, 8,  24, 10, 30, 28};
  std::string text = "91330000";
  while (text.size() < 17) {
    text += company_alphabet[random.below(company_alphabet.size())];
  }
  std::size_t sum = 0;
  for (std::size_t index = 0; index < 17; ++index) {
    sum += company_alphabet.find(text[index]) * weights[index];
  }
  return text += company_alphabet[(31 - sum % 31) % 31];
}

// No change of one character into another of `alphabet`, and no exchange of neighbours, passes.
void expect_changes_noticed(IdentityKind kind, const std::string& number,
                            std::string_view alphabet) {
  ASSERT_TRUE(check_identity(kind, number, today).ok()) << number;
  for (std::size_t at = 0; at < number.size(); ++at) {
    for (const char other : alphabet) {
      std::string changed = number;
      changed[at] = other;
      EXPECT_EQ(check_identity(kind, changed, today).ok(), changed == number) << changed;
    }
    if (at > 0) {
      std::string changed = number;
      std::swap(changed[at - 1], changed[at]);
      EXPECT_EQ(check_identity(kind, changed, today).ok(), changed == number) << changed;
    }
  }
}

TEST(IdentityProperty, every_slip_in_a_resident_number_is_noticed) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SeededEntropy random(seed);
    expect_changes_noticed(resident_number, resident(random), "0123456789X");
  }
}

TEST(IdentityProperty, a_slip_beside_the_date_is_told_by_the_check_character) {
  SeededEntropy random(1);
  const std::string number = resident(random);
  for (const std::size_t at : {2U, 3U, 4U, 5U, 14U, 15U, 16U}) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = number;
      changed[at] = digit;
      const IdentityCheck check = check_identity(resident_number, changed, today);
      if (changed != number) {
        ASSERT_FALSE(check.ok());
        EXPECT_EQ(check.fault().rule, Rule::check_character);
        EXPECT_EQ(check.fault().position, 17U);
      }
    }
  }
}

TEST(IdentityProperty, every_slip_in_a_company_code_is_noticed) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SeededEntropy random(seed);
    expect_changes_noticed(company_code, company(random), company_alphabet);
  }
}

TEST(IdentityProperty, birth_date_and_sex_read_back) {
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    SeededEntropy random(seed);
    const std::string number = resident(random);
    const IdentityCheck check = check_identity(resident_number, number, today);
    ASSERT_TRUE(check.ok()) << number;
    EXPECT_EQ(compact(*check->birth_date), number.substr(6, 8));
    EXPECT_EQ(check->sex == Sex::male, (number[16] - '0') % 2 == 1);
  }
}

TEST(IdentityProperty, every_day_of_a_leap_year_and_no_other) {
  for (const std::string year : {"1900", "1999", "2000", "2024"}) {
    int days = 0;
    for (int month_day = 0; month_day <= 1'399; ++month_day) {
      const std::string date = year + std::to_string(10'000 + month_day).substr(1);
      const bool real =
          LocalDate::parse(year + "-" + date.substr(4, 2) + "-" + date.substr(6, 2)).ok();
      const std::string number = with_check("330000" + date + "001");
      EXPECT_EQ(check_identity(resident_number, number, today).ok(), real) << number;
      days += real ? 1 : 0;
    }
    EXPECT_EQ(days, year == "2000" || year == "2024" ? 366 : 365);
  }
}

TEST(IdentityProperty, a_mask_hides_all_but_three_characters) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SeededEntropy random(seed);
    const std::string number = resident(random);
    const std::string shown = masked(*check_identity(resident_number, number, today));
    ASSERT_EQ(shown.size(), number.size());
    EXPECT_EQ(std::ranges::count(shown, '*'), 15);
    EXPECT_EQ(shown.find(number.substr(1, 15)), std::string::npos);
    EXPECT_EQ(shown.find(number.substr(6, 8)), std::string::npos);
    EXPECT_EQ(shown.find(number.substr(14, 3)), std::string::npos);
  }
}

TEST(IdentityProperty, a_fault_says_the_same_of_its_own_text_and_repeats_no_number) {
  const std::vector<std::string> good = {"11010519491231002X", "KAZ110090123105", "H1234567800",
                                         "91350100M000100Y43", "932682198501010017"};
  constexpr std::string_view characters = "0129AHMXZ<-. #x";
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    SeededEntropy random(seed);
    std::string typed = good[random.below(good.size())];
    for (std::size_t times = random.below(4); times > 0; --times) {
      typed.insert(random.below(typed.size() + 1), 1, characters[random.below(characters.size())]);
      typed.erase(random.below(typed.size()), random.below(2));
    }
    const auto kind = static_cast<IdentityKind>(random.below(identity_kind_count));
    const IdentityCheck check = check_identity(kind, typed, today);
    if (check) {
      EXPECT_EQ(*check_identity(kind, check->text, today), *check) << "seed " << seed;
    } else {
      const IdentityFault& fault = check.fault();
      EXPECT_LE(fault.position, fault.text.size()) << "seed " << seed;
      EXPECT_EQ(check_identity(kind, fault.text, today).fault(), fault) << "seed " << seed;
      EXPECT_TRUE(fault.text.size() < 4 || fault.error.detail.find(fault.text) == std::string::npos)
          << "seed " << seed;
    }
  }
}

}  // namespace identity_property_test
}  // namespace lobby::guest
