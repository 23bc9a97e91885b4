// One wording of a choice for nightly, timed and whole-day services.
#include "app/common/words_chosen.h"

#include <algorithm>

#include "app/common/words.h"
#include "core/base/time.h"

namespace lobby::words {
namespace {

struct Stretch {
  std::int32_t start_minute = 0;
  std::int32_t end_minute = 0;
};

// From the first chosen block to the last: blocks of one visit lie side by side.
Stretch stretch_of(const catalog::Service& service, const booking::Selection& selection) {
  const auto last = std::ranges::find(service.blocks, selection.block_starts.back(),
                                      &catalog::Block::start_minute);
  return {selection.block_starts.front(),
          last == service.blocks.end() ? selection.block_starts.back() : last->end_minute};
}

std::string hours_text(const ui::TextCatalog& texts, Stretch stretch) {
  const std::int32_t minutes = stretch.end_minute - stretch.start_minute;
  if (minutes <= 0 || minutes % minutes_per_hour != 0) {
    return {};
  }
  return texts.trn("{0} hour", "{0} hours", minutes / minutes_per_hour);
}

void word_nights(const ui::TextCatalog& texts, const catalog::Service& service,
                 const booking::Selection& selection, std::string_view language,
                 ChosenWords& chosen) {
  chosen.title = joined(texts, chosen.service, nights(texts, selection.nights));
  chosen.units =
      joined(texts, chosen.service, texts.tr("{0} {1}", 1, service.unit_name.in(language)));
  if (selection.date == LocalDate{}) {
    return;
  }
  const std::string in = weekday_day(texts, selection.date);
  const std::string out = weekday_day(texts, selection.date.plus_days(selection.nights));
  chosen.when = texts.tr("{0} to {1}", in, out);
  chosen.begins = texts.tr("{0}, in from {1}", in, clock_text(service.check_in_minute));
  chosen.ends = texts.tr("{0}, out by {1}", out, clock_text(service.check_out_minute));
  chosen.first = texts.tr("In {0}", in);
  chosen.last = texts.tr("Out {0}", out);
}

void word_blocks(const ui::TextCatalog& texts, const catalog::Service& service,
                 const booking::Selection& selection, ChosenWords& chosen) {
  if (selection.block_starts.empty()) {
    return;
  }
  const Stretch stretch = stretch_of(service, selection);
  // A length that the guest did not choose says nothing.
  if (service.blocks_max > 1) {
    chosen.title = joined(texts, chosen.service, hours_text(texts, stretch));
  }
  chosen.units = chosen.title;
  chosen.ends = time_range(stretch.start_minute, stretch.end_minute);
}

}  // namespace

std::string joined(const ui::TextCatalog& texts, std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) {
    return std::string(one.empty() ? other : one);
  }
  return texts.tr("{0}, {1}", one, other);
}

ChosenWords chosen_words(const ui::TextCatalog& texts, const catalog::Service& service,
                         const booking::Selection& selection, std::string_view language) {
  ChosenWords chosen;
  chosen.service = service.name.in(language);
  chosen.title = chosen.units = chosen.service;
  chosen.party = party_of(texts, service, selection.party);
  if (service.kind == catalog::ServiceKind::nightly) {
    word_nights(texts, service, selection, language, chosen);
    return chosen;
  }
  if (selection.date != LocalDate{}) {
    chosen.begins = weekday_day(texts, selection.date);
  }
  if (service.kind == catalog::ServiceKind::time_slot) {
    word_blocks(texts, service, selection, chosen);
    chosen.when = joined(texts, chosen.begins, chosen.ends);
  } else {
    chosen.ends = service.check_in_minute == 0
                      ? std::string(texts.tr("All day"))
                      : texts.tr("from {0}", clock_text(service.check_in_minute));
    chosen.when = chosen.begins;
  }
  chosen.first = chosen.begins;
  chosen.last = chosen.ends;
  return chosen;
}

std::string wishes_text(const ui::TextCatalog& texts, const catalog::Catalog& catalog,
                        const std::vector<NoteId>& notes, std::string_view language) {
  std::string all;
  for (const NoteId& id : notes) {
    const catalog::GuestNote* note = catalog.note(id);
    if (note == nullptr) {
      continue;
    }
    const std::string& name = note->name.in(language);
    all = all.empty()
              ? name
              : texts.tr("{first}, {next}", ui::Argument("first", all), ui::Argument("next", name));
  }
  return all;
}

}  // namespace lobby::words
