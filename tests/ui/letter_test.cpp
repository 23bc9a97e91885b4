// Goal: the letter and the receipt hold every word of the booking and its terms in both languages,
// read well for a person, a program that reads aloud and a scanner, and never leave the memory.
// Method: bookings of the demo hotel, composed and set as the kiosk does, read back by poppler's
// tools (pdftotext, pdfinfo, pdftoppm) and the QR reader. $LOBBY_GALLERY keeps the files.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/common/letter_words.h"
#include "app/common/text_loader.h"
#include "platform/image/png.h"
#include "platform/letter/writer.h"
#include "platform/qr/reader.h"
#include "platform/qr/writer.h"
#include "tests/fakes/program.h"
#include "tests/fakes/ui_driver.h"
#include "tests/ui/kiosk_finish_stage.h"

namespace lobby::tests {
namespace letter_test {

using port::Letter;
using port::Paper;

const ServiceId king = ServiceId::literal("lake-view-king");
const ServiceId hall = ServiceId::literal("yunting-hall");

Letter letter_for(const flow::KioskState& state, const std::string& language) {
  ui::TextCatalog texts = load_test_texts();
  texts.select(text_tag(language));
  const port::QrModules qr = *qr::Writer().encode(state.issued->ticket_text);
  return words::letter_of(texts, {.booking = state.issued->booking,
                                  .catalog = demo_catalog(),
                                  .zone = demo_zone(),
                                  .now = demo_now().wall,
                                  .qr = qr,
                                  .language = language});
}

// Spaces and line ends away: where lines break is the setting's business.
std::string squeezed(const std::string& text) {
  std::string kept;
  std::ranges::copy_if(text, std::back_inserter(kept),
                       [](char one) { return one != ' ' && one != '\n' && one != '\f'; });
  return kept;
}

std::vector<std::string> every_word(const Letter& letter) {
  std::vector<std::string> all = {letter.title,        letter.status,         letter.hotel,
                                  letter.code,         letter.prices_title,   letter.total_label,
                                  letter.total,        letter.tiers_title,    letter.change_rule,
                                  letter.breach.title, letter.contents.title, letter.next.title,
                                  letter.qr_label,     letter.printed};
  for (const port::LetterFact& fact : letter.facts) {
    all.insert(all.end(), {fact.label, fact.value});
  }
  for (const port::LetterPrice& price : letter.prices) {
    all.insert(all.end(), {price.what, price.how, price.amount});
  }
  for (const port::LetterTier& tier : letter.tiers) {
    all.insert(all.end(), {tier.until, tier.cost});
  }
  for (const port::LetterList* list : {&letter.contents, &letter.breach, &letter.next}) {
    all.insert(all.end(), list->lines.begin(), list->lines.end());
  }
  return all;
}

// A PDF on the disk while poppler's tools look at it.
class Paperwork {
 public:
  Paperwork(const Letter& letter, Paper paper, const std::string& name) {
    const Result<port::LetterDocument> set = letter::Writer().write(letter, paper);
    EXPECT_TRUE(set.ok()) << to_string(set.error());
    document = *set;
    const char* gallery = std::getenv("LOBBY_GALLERY");
    kept_ = gallery != nullptr;
    const std::filesystem::path folder =
        kept_ ? std::filesystem::path(gallery) : std::filesystem::temp_directory_path();
    stem_ = (folder / ("letter-" + name + (kept_ ? "" : "-" + std::to_string(getpid())))).string();
    std::ofstream(stem_ + ".pdf", std::ios::binary) << document.pdf;
  }
  ~Paperwork() {
    if (!kept_) {
      std::filesystem::remove(stem_ + ".pdf");
    }
  }
  Paperwork(const Paperwork&) = delete;
  Paperwork& operator=(const Paperwork&) = delete;

  std::string ask(std::vector<std::string> words) const {
    words.front() = "/usr/bin/" + words.front();
    words.insert(words.begin() + 1, stem_ + ".pdf");
    const ProgramResult result = run_program(std::move(words));
    EXPECT_EQ(result.status, 0) << result.output;
    return result.output;
  }
  std::string text() const { return ask({"pdftotext", "-"}); }
  image::Pixels first_page() const {
    ask({"pdftoppm", "-r", "150", "-png", "-singlefile", stem_});
    const Result<image::Pixels> pixels = image::read_png(stem_ + ".png");
    EXPECT_TRUE(pixels.ok()) << to_string(pixels.error());
    if (!kept_) {
      std::filesystem::remove(stem_ + ".png");
    }
    return *pixels;
  }

  port::LetterDocument document;

 private:
  std::string stem_;
  bool kept_ = false;
};

std::vector<std::string> codes_on(const image::Pixels& pixels) {
  port::GreyImage grey{
      static_cast<std::size_t>(pixels.width_px), static_cast<std::size_t>(pixels.height_px), {}};
  for (std::size_t at = 1; at < pixels.rgba.size(); at += 4) {
    grey.pixels.push_back(pixels.rgba[at]);
  }
  const Result<std::vector<std::string>> read = qr::Reader().decode(grey);
  EXPECT_TRUE(read.ok()) << to_string(read.error());
  return read ? *read : std::vector<std::string>{};
}

struct Setting {
  std::string language;
  Paper paper = Paper::a4;
};

class EverySetting : public testing::TestWithParam<Setting> {};

TEST_P(EverySetting, the_letter_holds_every_word) {
  for (const Stock stock : {Stock::plenty, Stock::none}) {
    for (const catalog::Service& service : demo_catalog().services) {
      if (!catalog::kiosk_can_sell(service)) {
        continue;
      }
      SCOPED_TRACE(service.id.text());
      const Letter letter = letter_for(at_issued(service.id, stock), GetParam().language);
      const Paperwork paper(letter, GetParam().paper, "all");
      const std::string text = squeezed(paper.text());
      for (const std::string& words : every_word(letter)) {
        EXPECT_NE(text.find(squeezed(words)), std::string::npos) << words;
      }
    }
  }
}

TEST_P(EverySetting, the_code_reads_back_from_the_page) {
  for (const Stock stock : {Stock::plenty, Stock::none}) {
    const flow::KioskState state = at_issued(stock == Stock::plenty ? king : hall, stock);
    const Paperwork paper(letter_for(state, GetParam().language), GetParam().paper,
                          std::string(stock == Stock::plenty ? "booking-" : "request-") +
                              GetParam().language + "-" + std::string(name_of(GetParam().paper)));
    EXPECT_EQ(codes_on(paper.first_page()), std::vector{state.issued->ticket_text});
  }
}

TEST_P(EverySetting, a_program_that_reads_aloud_knows_title_language_and_order) {
  const Letter letter = letter_for(at_issued(king), GetParam().language);
  const Paperwork paper(letter, GetParam().paper, "read");
  const std::string facts = paper.ask({"pdfinfo"});
  EXPECT_NE(facts.find(letter.hotel + ": " + letter.title), std::string::npos) << facts;
  EXPECT_NE(facts.find("Tagged:          yes"), std::string::npos) << facts;
  // Poppler's tools do not tell the language: it is in the last catalogue (ISO 32000-1 §14.9.2).
  EXPECT_NE(paper.document.pdf.find("/Lang (" + GetParam().language + ")"), std::string::npos);
  const std::string tags = paper.ask({"pdfinfo", "-struct-text"});
  for (const char* tag : {"Document", "H1", "H2", "Table", "TR", "TD", "Figure"}) {
    EXPECT_NE(tags.find(tag), std::string::npos) << tag << "\n" << tags;
  }
  const std::string read = squeezed(tags);
  EXPECT_LT(read.find(squeezed(letter.title)), read.find(squeezed(letter.total)));
  EXPECT_LT(read.find(squeezed(letter.total)), read.find(squeezed(letter.breach.title)));
  if (GetParam().paper == Paper::a4) {
    EXPECT_NE(paper.text().find("1 / 1"), std::string::npos);  // the foot knows how many there are
  }
}

TEST_P(EverySetting, the_longest_booking_runs_over_pages_and_loses_nothing) {
  flow::KioskState state = at_issued(hall);
  booking::Booking& booking = state.issued->booking;
  const catalog::Service& service = *demo_catalog().service(hall);
  booking.selection.block_starts.clear();
  for (const catalog::Block& block : service.blocks) {
    booking.selection.block_starts.push_back(block.start_minute);
  }
  for (const AddOnId& id : service.add_ons) {
    booking.selection.add_ons.push_back({id, demo_catalog().add_on(id)->count_max});
  }
  booking.quote = booking::quote_of(demo_catalog(), booking.selection);
  while (booking.quote.lines.size() < 60) {
    booking.quote.lines.push_back(booking.quote.lines.front());
  }
  booking.guest.name = "Maria Fernanda Rodriguez Gonzalez de la Torre y Villanueva";
  const Letter letter = letter_for(state, GetParam().language);
  const Paperwork paper(
      letter, GetParam().paper,
      "long-" + GetParam().language + "-" + std::string(name_of(GetParam().paper)));
  const std::string text = squeezed(paper.text());
  for (const std::string& words : every_word(letter)) {
    EXPECT_NE(text.find(squeezed(words)), std::string::npos) << words;
  }
  const std::string facts = paper.ask({"pdfinfo"});
  const bool one_page = facts.find("Pages:           1\n") != std::string::npos;
  EXPECT_EQ(one_page, GetParam().paper == Paper::roll_80mm) << facts;
}

INSTANTIATE_TEST_SUITE_P(Letter, EverySetting,
                         testing::Values(Setting{"zh-CN", Paper::a4}, Setting{"en", Paper::a4},
                                         Setting{"zh-CN", Paper::roll_80mm},
                                         Setting{"en", Paper::roll_80mm}),
                         [](const auto& setting) {
                           return std::string(setting.param.language == "en" ? "en_" : "zh_") +
                                  std::string(name_of(setting.param.paper));
                         });

TEST(Letter, too_many_pages_are_refused) {
  Letter letter = letter_for(at_issued(king), "en");
  letter.prices.resize(2'000, letter.prices.front());
  const auto set = letter::Writer().write(letter, Paper::a4);
  ASSERT_FALSE(set.ok());
  EXPECT_EQ(set.error().code, ErrorCode::too_large);
}

TEST(Letter, the_paper_is_of_the_size_that_the_printer_is_told) {
  const Letter letter = letter_for(at_issued(king), "zh-CN");
  const Paperwork a4(letter, Paper::a4, "size");
  EXPECT_EQ(a4.document.width_mm, 210);
  EXPECT_EQ(a4.document.height_mm, 297);
  const Paperwork roll(letter, Paper::roll_80mm, "size");
  EXPECT_EQ(roll.document.width_mm, 80);
  EXPECT_GT(roll.document.height_mm, 150);
  EXPECT_LT(roll.document.height_mm, 500);
}

}  // namespace letter_test
}  // namespace lobby::tests
