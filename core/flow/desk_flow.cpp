// The transitions of the desk, one small function an event.
#include "core/flow/desk_flow.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"

namespace lobby::flow {
namespace {

constexpr std::size_t search_max = 60;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool found(const Arrival& arrival, std::string_view search) {
  if (search.empty()) {
    return true;
  }
  const std::string wanted = lower(search);
  std::string code_wanted = wanted;
  std::erase(code_wanted, ' ');
  return lower(arrival.booking.guest_name).find(wanted) != std::string::npos ||
         (!code_wanted.empty() &&
          lower(arrival.booking.code.text()).find(code_wanted) != std::string::npos);
}

class DeskMachine {
 public:
  DeskMachine(DeskState state, const KioskContext& context)
      : state_(std::move(state)), context_(context) {}

  DeskStep take(const DeskEvent& event) {
    std::visit([this](const auto& kind) { on(kind); }, event);
    return {std::move(state_), std::move(effects_)};
  }

 private:
  void on(const ScanRead& read) { effects_.push_back(JudgeScan{read.text}); }
  void on(const ScanFailed& failed) {
    show({ticket::VerdictKind::unreadable, std::nullopt, std::nullopt, to_string(failed.error)});
  }
  void on(const ScanJudged& judged) {
    show(judged.verdict);
    if (judged.verdict.ticket) {
      select(judged.verdict.ticket->code);
    }
    effects_.push_back(LoadArrivals{});
  }
  void on(const ScanNotRecorded& failed) {
    show({ticket::VerdictKind::unreadable, std::nullopt, std::nullopt, to_string(failed.error)});
    state_.failure = failed.error;
  }
  void on(const AdmissionUndone&) {
    close();
    effects_.push_back(LoadArrivals{});
  }
  void on(const ArrivalsLoaded& loaded) {
    state_.arrivals = loaded.arrivals;
    scroll(0);
  }
  void on(const ContactChanged& changed) { state_.contact = changed.contact; }
  void on(const FilterChosen& chosen) {
    state_.filter = chosen.filter;
    state_.top_row = 0;
  }
  void on(const RowSelected& selected) { select(selected.code); }
  void on(const SelectionMoved& moved) {
    const auto rows = visible_arrivals(state_, context_.catalog);
    if (rows.empty()) {
      return;
    }
    const auto current = std::ranges::find_if(rows, [&](const Arrival* row) {
      return state_.selected && row->booking.code == *state_.selected;
    });
    const auto last = static_cast<std::int32_t>(rows.size()) - 1;
    const std::int32_t from = current == rows.end()
                                  ? (moved.by > 0 ? -1 : last + 1)
                                  : static_cast<std::int32_t>(current - rows.begin());
    const std::int32_t to = std::clamp(from + moved.by, 0, last);
    select(rows[static_cast<std::size_t>(to)]->booking.code);
  }
  void on(const RowsScrolled& scrolled) { scroll(scrolled.by); }
  void on(const SearchOpened&) { state_.searching = true; }
  void on(const SearchTyped& typed) {
    if (state_.searching && is_utf8(typed.text) &&
        state_.search.size() + typed.text.size() <= search_max) {
      state_.search += typed.text;
      state_.top_row = 0;
    }
  }
  void on(const SearchErased&) {
    while (!state_.search.empty() &&
           (static_cast<unsigned char>(state_.search.back()) & 0xC0U) == 0x80U) {
      state_.search.pop_back();
    }
    if (!state_.search.empty()) {
      state_.search.pop_back();
    }
  }
  void on(const VerdictClosed&) {
    if (state_.screen == DeskScreen::verdict) {
      close();
      return;
    }
    state_.searching = false;
    state_.search.clear();
  }
  void on(const UndoTouched&) {
    const bool in_time = context_.now.boot - state_.verdict_at <= undo_within;
    if (state_.verdict && state_.verdict->admits() && state_.verdict->ticket && in_time) {
      const ticket::Ticket& ticket = *state_.verdict->ticket;
      effects_.push_back(UndoAdmission{{ticket.code, ticket.key, ticket.number}});
    }
  }
  void on(const DeskLanguageChosen& chosen) { state_.language = chosen.language; }
  void on(const DayTurned&) { effects_.push_back(LoadArrivals{}); }
  void on(const Tick&) {
    const bool shown_long_enough = context_.now.boot - state_.verdict_at >= admit_shown_for;
    if (state_.screen == DeskScreen::verdict && state_.verdict->admits() && shown_long_enough) {
      state_.screen = DeskScreen::arrivals;  // the verdict stays known, for undo
    }
  }

  void show(ticket::Verdict verdict) {
    state_.screen = DeskScreen::verdict;
    state_.failure.reset();
    state_.verdict_offline = !state_.contact.online;
    state_.verdict_at = context_.now.boot;
    const Sound sound = !verdict.admits()        ? Sound::refused
                        : state_.verdict_offline ? Sound::admitted_offline
                                                 : Sound::admitted;
    state_.verdict = std::move(verdict);
    effects_.push_back(PlaySound{sound});
  }

  void close() {
    state_.screen = DeskScreen::arrivals;
    state_.verdict.reset();
    state_.failure.reset();
  }

  void select(ticket::BookingCode code) {
    state_.selected = code;
    const auto rows = visible_arrivals(state_, context_.catalog);
    const auto row = std::ranges::find_if(
        rows, [&](const Arrival* arrival) { return arrival->booking.code == code; });
    if (row == rows.end()) {
      return;
    }
    const auto index = static_cast<std::int32_t>(row - rows.begin());
    state_.top_row = std::clamp(state_.top_row, index - arrival_rows_shown + 1, index);
    scroll(0);
  }

  void scroll(std::int32_t by) {
    const auto count = static_cast<std::int32_t>(visible_arrivals(state_, context_.catalog).size());
    state_.top_row = std::clamp(state_.top_row + by, 0, std::max(0, count - arrival_rows_shown));
  }

  DeskState state_;
  const KioskContext& context_;
  std::vector<DeskEffect> effects_;
};

}  // namespace

DeskState first_desk_state(const catalog::Catalog& catalog) {
  DeskState state;
  state.language = catalog.site.languages.empty() ? "en" : catalog.site.languages.front();
  return state;
}

DeskStep step(DeskState state, const DeskEvent& event, const KioskContext& context) {
  return DeskMachine(std::move(state), context).take(event);
}

bool matches(const Arrival& arrival, ArrivalFilter filter, const catalog::Catalog& catalog) {
  const catalog::Service* service = catalog.service(arrival.booking.service);
  const auto in = [&](catalog::Category category) {
    return service != nullptr && service->category == category;
  };
  switch (filter) {
    case ArrivalFilter::all:
      return true;
    case ArrivalFilter::expected:
      return !arrival.admission && arrival.booking.state == booking::BookingState::confirmed;
    case ArrivalFilter::rooms:
      return in(catalog::Category::rooms);
    case ArrivalFilter::events:
      return in(catalog::Category::meetings) || in(catalog::Category::dining);
    case ArrivalFilter::spa:
      return in(catalog::Category::spa);
    case ArrivalFilter::transfers:
      return in(catalog::Category::travel);
    case ArrivalFilter::requests:
      return arrival.booking.state == booking::BookingState::requested;
  }
  return true;
}

std::vector<const Arrival*> visible_arrivals(const DeskState& state,
                                             const catalog::Catalog& catalog) {
  std::vector<const Arrival*> rows;
  for (const Arrival& arrival : state.arrivals) {
    if (matches(arrival, state.filter, catalog) && found(arrival, state.search)) {
      rows.push_back(&arrival);
    }
  }
  return rows;
}

bool is_late(const Arrival& arrival, UtcTime now) {
  return !arrival.admission && arrival.booking.state == booking::BookingState::confirmed &&
         now > arrival.booking.window.from;
}

std::optional<Duration> next_tick(const DeskState& state, Moment now) {
  constexpr Duration frame = Duration::milliseconds(100);
  constexpr std::int64_t ms_per_minute = 60'000;
  if (state.screen == DeskScreen::verdict && state.verdict && state.verdict->admits()) {
    return now.boot + frame;
  }
  return now.boot + Duration{ms_per_minute - now.wall.ms % ms_per_minute};
}

double verdict_left(const DeskState& state, Moment now) {
  const auto gone = static_cast<double>((now.boot - state.verdict_at).ms);
  return std::clamp(1.0 - gone / static_cast<double>(admit_shown_for.ms), 0.0, 1.0);
}

}  // namespace lobby::flow
