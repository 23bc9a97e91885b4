// The transitions of the kiosk, one small function an event.
#include "core/flow/kiosk_flow.h"

#include <algorithm>
#include <concepts>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/flow/kiosk_choices.h"
#include "core/flow/kiosk_entry.h"
#include "core/flow/kiosk_finding.h"
#include "core/flow/kiosk_print.h"
#include "core/flow/kiosk_staff.h"
#include "core/flow/kiosk_timing.h"
#include "core/flow/kiosk_view.h"

namespace lobby::flow {
namespace {

template <class... Kinds>
bool is_one_of(const KioskEvent& event) {
  return (std::holds_alternative<Kinds>(event) || ...);
}

bool is_touch(const KioskEvent& event) {
  return !is_one_of<CandidatesFound, Committed, CommitFailed, AvailabilityLoaded, StockChanged,
                    UnitsRefused, ServiceOpened, ServiceClosed, PrintProgress, ServerAnswered,
                    StaffTold, Tick>(event);
}

// What a guest chooses or tells.
bool is_edit(const KioskEvent& event) {
  return is_one_of<DatesTurned, DateChosen, NightsChanged, AdultsChanged, ChildrenChanged,
                   BlockToggled, AddOnChanged, FieldFocused, KeyTyped, KeyErased, ScriptSwitched,
                   WordsSwitched, CandidateChosen, CandidatesOpened, NoteToggled,
                   DataConsentToggled, TermsConsentToggled>(event);
}

// No words wait on the first screen for the next guest, and an order under way stays as confirmed.
bool takes_edits(const KioskState& state) {
  return is_guest_step(state.screen) && !state.committing &&
         state.finding.asking == Asking::nothing;
}

class KioskMachine {
 public:
  KioskMachine(KioskState state, const KioskContext& context)
      : state_(std::move(state)), context_(context) {}

  KioskStep take(const KioskEvent& event) {
    if (is_touch(event)) {
      state_.last_touch = context_.now.boot;
      if (is_issued_screen(state_.screen)) {
        state_.issued_at = context_.now.boot;
      }
      state_.disturbed = is_waiting_screen(state_.screen);
    }
    if (is_edit(event) && !takes_edits(state_)) {
      return {std::move(state_), {}};
    }
    std::visit([this](const auto& kind) { on(kind); }, event);
    if (state_.overlay != KioskOverlay::staff_pin) {
      forget_pin(state_.staff);
    }
    return {std::move(state_), std::move(effects_)};
  }

 private:
  const catalog::Service* service() const { return chosen_service(state_, context_); }

  void on(const StartTouched&) {
    if (state_.screen == KioskScreen::attract) {
      go_to(KioskScreen::services);
    }
  }
  void on(const CategoryChosen& chosen) {
    state_.category = chosen.category;
    state_.page = 0;
    if (state_.screen == KioskScreen::attract) {
      go_to(KioskScreen::services);
    } else {
      load_availability();
    }
  }
  void on(const ServiceChosen& chosen) {
    const catalog::Service* candidate = context_.catalog.service(chosen.service);
    if (candidate != nullptr && candidate->sold_at(catalog::SalesChannel::kiosk) &&
        state_.screen == KioskScreen::services) {
      choose_service(state_, *candidate, context_);
    }
  }
  void on(const PageTurned& turned) {
    const std::int32_t last = page_count(state_, context_.catalog) - 1;
    state_.page = std::clamp(state_.page + turned.by, 0, last);
  }
  void on(const PartTurned& turned) { turn_part(state_, turned.by); }
  template <class Choice>
    requires requires(KioskState& state, const KioskContext& context, const Choice& choice) {
      { choose(state, context, choice) } -> std::same_as<bool>;
    }
  void on(const Choice& choice) {
    if (choose(state_, context_, choice)) {
      load_availability();
    }
  }

  void on(const FieldFocused& focused) { focus_field(state_, focused.field); }
  void on(const KeyTyped& typed) {
    type_key(state_, context_, typed.text);
    find_candidates();
  }
  void on(const KeyErased&) {
    erase_key(state_);
    find_candidates();
  }
  void on(const ScriptSwitched&) { switch_script(state_, context_); }
  void on(const WordsSwitched&) {
    switch_words(state_.composing);
    find_candidates();
  }
  void on(const CandidateChosen& chosen) {
    choose_candidate(state_.composing, state_.name, chosen.place);
    find_candidates();
  }
  void on(const CandidatesOpened& opened) { open_candidates(state_, opened); }
  void on(const CandidatesFound& found) {
    const Composing& composing = state_.composing;
    if (composing.query == CandidateQuery::asked && composing.letters == found.letters) {
      take_candidates(state_.composing, state_.name, found.candidates);
      find_candidates();
    }
  }
  void on(const KeyboardHidden&) { state_.focus.reset(); }
  void on(const NoteToggled& toggled) {
    if (state_.notes.erase(toggled.note) == 0) {
      state_.notes.insert(toggled.note);
    }
  }
  void on(const DataConsentToggled&) { state_.data_consent = !state_.data_consent; }
  void on(const TermsConsentToggled&) { state_.terms_consent = !state_.terms_consent; }

  void on(const FindTouched&) {
    if (state_.screen == KioskScreen::attract) {
      go_to(KioskScreen::find);
    }
  }
  void on(const TicketScanned& scanned) {
    if (state_.screen == KioskScreen::attract || state_.screen == KioskScreen::my_booking) {
      go_to(KioskScreen::find);
    }
    ask(hear_ticket(state_, context_, scanned));
  }
  void on(const TicketShown&) { show_ticket(); }
  void on(const CancelTouched&) { ask(ask_price(state_, context_)); }
  void on(const SettlementChosen& chosen) { choose_settlement(state_, chosen.settlement); }
  void on(const ServerAnswered& answered) { hear_server(state_, answered, context_.now); }

  void next_of_finding() {
    if (find_obstacle(state_, context_) != FindObstacle::none) {
      return;
    }
    if (state_.screen == KioskScreen::find) {
      ask(ask_booking(state_, context_));
    } else if (state_.screen == KioskScreen::cancel) {
      ask(ask_cancellation(state_, context_));
    } else {
      reset();
    }
  }

  void on(const NextTouched&) {
    if (is_finding_screen(state_.screen)) {
      next_of_finding();
      return;
    }
    if (obstacle(state_, context_) != Obstacle::none) {
      return;
    }
    switch (state_.screen) {
      case KioskScreen::services:
        go_to(KioskScreen::options);
        return;
      case KioskScreen::options:
        hold();
        go_to(KioskScreen::details);
        return;
      case KioskScreen::details:
        hold();
        go_to(KioskScreen::review);
        return;
      case KioskScreen::review:
        commit();
        return;
      case KioskScreen::ticket:
      case KioskScreen::request:
        reset();
        return;
      default:
        return;
    }
  }
  void on(const BackTouched&) {
    if (is_bound(state_)) {
      return;
    }
    if (const std::optional<KioskScreen> before = screen_before(state_.screen)) {
      go_to(*before);
    } else if (state_.screen == KioskScreen::services || state_.screen == KioskScreen::find) {
      // Leaving would lose what was chosen, so it asks; with nothing chosen it just goes back.
      if (has_begun(state_)) {
        open(KioskOverlay::start_over);
      } else {
        reset();
      }
    }
  }
  void on(const BookMoreTouched&) {
    if (!is_issued_screen(state_.screen)) {
      return;
    }
    leave_ticket();
    state_.selection = booking::Selection{};
    return_surplus();
    state_.terms_consent = false;
    state_.data_consent = false;
    go_to(KioskScreen::services);
  }

  void on(const OverlayOpened& opened) {
    const bool nothing_to_lose =
        opened.overlay == KioskOverlay::start_over && !has_guest(state_.screen);
    const bool of_nothing = (opened.overlay == KioskOverlay::printing && !state_.print) ||
                            opened.overlay == KioskOverlay::staff_pin;  // by the logo alone
    if (!nothing_to_lose && !of_nothing && !is_bound(state_)) {
      open(opened.overlay);
    }
  }
  void on(const OverlayClosed&) { state_.overlay = KioskOverlay::none; }
  void on(const LanguageChosen& chosen) {
    const auto& languages = context_.catalog.site.languages;
    if (std::ranges::find(languages, chosen.language) != languages.end()) {
      keep_script(state_);
      state_.language = chosen.language;
      state_.overlay = KioskOverlay::none;
    }
  }
  void on(const ContrastToggled&) { state_.high_contrast = !state_.high_contrast; }
  void on(const LargeTextToggled&) { toggle_roomy(state_.large_text); }
  void on(const ReachToggled&) { toggle_roomy(state_.reach); }
  void on(const SpeechSet& set) { state_.speech = set.on; }
  void on(const SpeechSlowed&) { state_.slower = (state_.slower + 1) % (speech_slower_max + 1); }
  void on(const StartOverConfirmed&) {
    if (!is_bound(state_) && has_guest(state_.screen)) {
      reset();
    }
  }
  void on(const PrintTouched&) { begin_print(state_, context_.now, effects_); }
  void on(const PrintProgress& progress) { hear_print(state_, progress, context_.now); }
  void on(const Touched&) {
    if (state_.overlay == KioskOverlay::still_there) {
      state_.overlay = KioskOverlay::none;
    }
  }

  void on(const Committed& committed) {
    state_.committing = false;
    state_.issued = committed.issued;
    state_.issued_at = context_.now.boot;
    state_.screen = committed.issued.booking.state == booking::BookingState::requested
                        ? KioskScreen::request
                        : KioskScreen::ticket;
  }
  void on(const CommitFailed& failed) {
    state_.committing = false;
    state_.failure = failed.error;
    load_availability();
  }
  void on(const AvailabilityLoaded& loaded) {
    state_.availability = loaded.availability;
    if (state_.screen == KioskScreen::options && service() != nullptr) {
      choose_first_day(state_, *service(), context_);
    }
  }
  void on(const StockChanged&) {
    load_availability();
    return_surplus();
  }
  void on(const UnitsRefused&) {
    state_.asked.reset();
    load_availability();
  }
  void on(const ServiceOpened&) {
    if (state_.screen == KioskScreen::out_of_service) {
      state_.screen = KioskScreen::attract;
    }
  }
  void on(const ServiceClosed&) {
    if (state_.screen == KioskScreen::attract) {
      state_.screen = KioskScreen::out_of_service;
    }
  }
  void on(const StaffTouched& touched) {
    if (leaves_maintenance(touched) && state_.screen == KioskScreen::maintenance) {
      leave_maintenance();
    } else {
      add_effects(take_staff(state_, touched, context_.now));
    }
  }
  void on(const StaffTold& told) { add_effects(take_staff(state_, told, context_.now)); }
  void on(const Tick&) {
    if (!has_guest(state_.screen)) {
      tidy_up();
      return;
    }
    let_inquiry_age(state_, context_.now);
    if (is_bound(state_)) {
      return;
    }
    let_print_age(state_, context_.now, effects_);
    const Duration now = context_.now.boot;
    const bool expired = state_.overlay == KioskOverlay::still_there
                             ? now - state_.overlay_since >= answer_limit(state_)
                             : is_issued_screen(state_.screen) && !is_printing(state_) &&
                                   now - state_.issued_at >= ticket_limit(state_);
    if (expired) {
      reset();
    } else if (!is_issued_screen(state_.screen) && state_.overlay != KioskOverlay::still_there &&
               now - state_.last_touch >= idle_limit(state_)) {
      open(KioskOverlay::still_there);
      effects_.push_back(RingBell{Bell::question});
    } else if (state_.overlay == KioskOverlay::still_there &&
               seconds_left(state_, context_.now) <= last_seconds_sounded) {
      effects_.push_back(RingBell{Bell::last_seconds});
    }
  }

  // A passer-by left a sheet open, another language or high contrast; staff their screen.
  void tidy_up() {
    if (maintenance_is_over(state_, context_.now)) {
      leave_maintenance();
    } else if (machine_look_is_due(state_, context_.now)) {
      state_.staff.looked_at = context_.now.boot;
      effects_.push_back(LookAtMachine{});
    } else if (state_.disturbed && context_.now.boot - state_.last_touch >= tidy_limit(state_)) {
      const KioskScreen waiting = state_.screen;
      reset();
      state_.screen = waiting;
    }
  }

  void leave_maintenance() {
    const bool closed = state_.staff.from_out_of_service;
    reset();
    state_.screen = closed ? KioskScreen::out_of_service : KioskScreen::attract;
  }

  void add_effects(std::vector<KioskEffect> more) {
    std::ranges::move(more, std::back_inserter(effects_));
  }

  void toggle_roomy(bool& setting) {
    const bool before = is_roomy(state_);
    const LocalDate last = service() != nullptr ? last_shown(state_, *service()) : LocalDate{};
    setting = !setting;
    if (before != is_roomy(state_)) {
      fit_to_room(state_, last, context_);
      load_availability();
    } else if (state_.screen != KioskScreen::details) {
      state_.part = 0;  // the size of the text decides how many parts there are
    }
  }

  void go_to(KioskScreen screen) {
    state_.screen = screen;
    state_.part = 0;
    state_.failure.reset();
    state_.overlay = KioskOverlay::none;
    state_.focus.reset();
    if (screen == KioskScreen::details) {
      const bool first = state_.phone.empty() || is_roomy(state_);
      state_.focus = first ? FieldId::phone : FieldId::name;
    } else if (screen == KioskScreen::find) {
      state_.focus = FieldId::code;
    }
    state_.finding.failure.reset();
    state_.finding.asking = Asking::nothing;
    load_availability();
  }

  // Before the guest goes on with a choice, the device sees that it has the units for it: it asks
  // for what is missing, and gives back what an earlier choice had asked for. A second time, at the
  // review, units called back from other kiosks may be there.
  void hold() {
    const std::vector<inventory::SlotUnits> needed = demand(state_, context_);
    const bool waiting = state_.asked && state_.asked->demand == needed &&
                         context_.now.boot - state_.asked->at < units_awaited_for;
    if (needed.empty() || waiting) {
      return;
    }
    if (state_.asked && state_.asked->demand != needed) {
      state_.asked.reset();
      return_surplus();
    }
    if (context_.online && state_.availability.sellable(needed) == 0) {
      state_.asked = UnitsAsked{needed, context_.now.boot};
      effects_.push_back(AskUnits{needed});
    }
  }

  void find_candidates() {
    if (state_.composing.query == CandidateQuery::due) {
      state_.composing.query = CandidateQuery::asked;
      effects_.push_back(FindCandidates{state_.composing.letters});
    }
  }

  void return_surplus() { effects_.push_back(ReturnSurplus{demand(state_, context_)}); }

  void open(KioskOverlay overlay) {
    state_.overlay = overlay;
    state_.overlay_since = context_.now.boot;
  }

  void load_availability() {
    if (LoadAvailability load = shown_units(state_, context_); !load.pools.empty()) {
      effects_.push_back(std::move(load));
    }
  }

  void commit() {
    effects_.push_back(CommitOrder{order_of(state_, context_)});
    state_.committing = true;
    state_.failure.reset();
    state_.asked.reset();
  }

  // Of the server, on behalf of a guest who looks for a booking.
  void ask(const Question& question) {
    if (question) {
      effects_.push_back(AskServer{state_.finding.asked, *question});
    }
  }

  void show_ticket() {
    if (can_show_ticket(state_)) {
      effects_.push_back(EncodeTicket{state_.finding.ticket_text});
      go_to(issue_found(state_, context_.now));
    }
  }

  void leave_ticket() {
    if (state_.issued) {
      // What is still on its way to the paper may yet fail.
      const bool owed = is_printing(state_) || is_unprinted(state_);
      effects_.push_back(TicketLeft{state_.issued->booking.id, owed});
      state_.issued.reset();
      state_.print.reset();
    }
  }

  void reset() {
    leave_ticket();
    leave_prints(state_, effects_);
    effects_.push_back(WipeScreen{});
    wipe_text(state_.phone);
    wipe_text(state_.name);
    wipe(state_.composing);
    wipe_text(state_.finding.code);
    forget_pin(state_.staff);
    state_ = fresh_state(state_, context_.catalog, context_.now);
    state_.screen = KioskScreen::attract;
    return_surplus();
  }

  KioskState state_;
  const KioskContext& context_;
  std::vector<KioskEffect> effects_;
};

}  // namespace

KioskState first_state(const catalog::Catalog& catalog, Moment now) {
  KioskState state;
  state.language = catalog.site.languages.empty() ? "en" : catalog.site.languages.front();
  state.last_touch = now.boot;
  return state;
}

KioskState fresh_state(const KioskState& before, const catalog::Catalog& catalog, Moment now) {
  KioskState state = first_state(catalog, now);
  state.prints = before.prints;
  state.finding.asked = before.finding.asked;
  return state;
}

KioskStep step(KioskState state, const KioskEvent& event, const KioskContext& context) {
  return KioskMachine(std::move(state), context).take(event);
}

}  // namespace lobby::flow
