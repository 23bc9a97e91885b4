// Goal: a guest who sees nothing books with a tactile keypad and what is said: headset in, down,
// up, right, left and Enter, in either language. Method: the program's kiosk; the test reads what
// was spoken and never the screen, until the booking is there.
#include <stdexcept>

#include <gtest/gtest.h>

#include "core/flow/kiosk_timing.h"
#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace {

// Ears and two hands.
class BlindGuest {
 public:
  explicit BlindGuest(LoneKiosk& kiosk) : kiosk_(kiosk) {}

  std::string heard() const { return kiosk_.speech().heard(); }
  void press(std::string_view key) { kiosk_.key(key); }

  // Goes on until these words are said. "Right" goes by controls alone.
  void find(std::string_view words, std::string_view key = "Right") {
    constexpr int presses_max = 150;
    std::string all;
    for (int presses = 0; presses < presses_max; ++presses) {
      if (heard().find(words) != std::string::npos) {
        return;
      }
      all += heard() + "\n";
      press(key);
    }
    throw std::runtime_error("never heard \"" + std::string(words) + "\" among:\n" + all);
  }
  void choose(std::string_view words) {
    find(words);
    press("Return");
  }
  // On the keys of the screen.
  void spell(std::string_view characters, std::string_view key_word) {
    for (const char character : characters) {
      choose(std::string(1, character) + ", " + std::string(key_word));
    }
  }

 private:
  LoneKiosk& kiosk_;
};

struct Words {
  const char* language;
  const char* switches_to_it;  // nothing: the kiosk begins with it
  const char* service;
  const char* day;
};

class KioskSpeech : public testing::TestWithParam<Words> {};

TEST_P(KioskSpeech, a_blind_guest_books_a_room) {
  const Words& said = GetParam();
  LoneKiosk kiosk;
  BlindGuest guest(kiosk);
  const auto words = [&](ui::Msg message) {
    return std::string(kiosk.kiosk().texts().tr(message));
  };
  guest.press("F15");
  if (said.switches_to_it != nullptr) {
    guest.choose(said.switches_to_it);
  }
  EXPECT_EQ(kiosk.speech().language(), said.language);
  guest.choose(words("Touch to start"));
  guest.choose(said.service);
  guest.choose(words("Next: choose dates"));
  guest.choose(said.day);
  guest.choose(kiosk.kiosk().texts().tr("{0}: one more", words("Nights")));
  guest.choose(words("Next: your details"));
  guest.spell("13800005678", words("key"));
  EXPECT_NE(guest.heard().find("138 0000 5678"), std::string::npos) << guest.heard();
  guest.choose(words("Name") + ", " + words("field"));
  guest.spell("Li", words("key"));
  guest.choose(words("Use these only for this booking"));
  guest.choose(words("Next: review"));
  guest.find(words("Total, pay at the hotel") + ", ¥1,536", "Down");
  guest.find("¥374", "Down");  // what cancelling costs
  EXPECT_NE(guest.heard().find(", ", guest.heard().find("¥374")), std::string::npos);
  guest.choose(words("I have read the price, cancellation and breach terms, and agree."));
  guest.choose(words("Confirm booking"));
  guest.find(words("Booking confirmed"), "Down");
  EXPECT_EQ(kiosk.sold(), 1);
  EXPECT_EQ(kiosk.kiosk().state().issued->booking.guest.name, "Li");
}

INSTANTIATE_TEST_SUITE_P(languages, KioskSpeech,
                         testing::Values(Words{"en", "English", "Lake-view King", "Fri 11 Dec"},
                                         Words{"zh-CN", nullptr, "湖景大床房", "11"}),
                         [](const auto& one) {
                           return std::string(one.param.language).substr(0, 2);
                         });

TEST(KioskSpeechKeys, the_question_whether_somebody_is_there_is_heard) {
  LoneKiosk kiosk;
  BlindGuest guest(kiosk);
  guest.press("F15");
  guest.choose(kiosk.kiosk().texts().tr("Touch to start"));
  EXPECT_EQ(kiosk.rings(), 0);
  kiosk.clock().pass(flow::idle_limit(kiosk.kiosk().state()));
  kiosk.settle();
  EXPECT_EQ(kiosk.rings(), 1);
  const std::string asked(kiosk.kiosk().texts().tr("Are you still there?"));
  EXPECT_NE(guest.heard().find(asked), std::string::npos) << guest.heard();
}

TEST(KioskSpeechKeys, it_repeats_slows_and_falls_silent) {
  LoneKiosk kiosk;
  BlindGuest guest(kiosk);
  guest.press("Down");
  EXPECT_EQ(guest.heard(), "");
  guest.press("F15");
  guest.press("Down");
  const std::string said = guest.heard();
  EXPECT_FALSE(said.empty());
  kiosk.speech().stop();
  guest.press("F2");
  EXPECT_EQ(guest.heard(), said);
  guest.press("F3");
  EXPECT_EQ(kiosk.speech().pace(), port::SpeechPace::slow);
  EXPECT_EQ(guest.heard(), said);
  guest.press("F3");
  EXPECT_EQ(kiosk.speech().pace(), port::SpeechPace::slower);
  guest.press("F3");
  EXPECT_EQ(kiosk.speech().pace(), port::SpeechPace::normal);
  guest.press("F16");
  guest.press("Down");
  EXPECT_EQ(guest.heard(), "");
}

}  // namespace
}  // namespace lobby::tests
