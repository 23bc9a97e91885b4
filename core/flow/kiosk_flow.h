// The kiosk as a state machine: step(state, event, context) -> {state, effects}. Screens draw a
// state and turn touches into events; the wiring carries effects to the ports and brings their
// results back as events. Nothing here reads a clock or a store.
//
//   attract -> services -> options -> details -> review --confirm--> ticket --> attract
//                                                  (or request, when no unit is left)
//          -> find -> my booking ... (kiosk_finding.h)
//   attract, out of service --five taps on the logo, PIN--> maintenance --> where it came from
//
// One overlay may lie over any screen: language, start over, still there, call staff, privacy,
// printing; the staff PIN over a screen that waits for guests.
// UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/catalog/catalog.h"
#include "core/device/counter.h"
#include "core/flow/composing.h"
#include "core/flow/finding_state.h"
#include "core/flow/print_state.h"
#include "core/flow/staff_state.h"
#include "core/inventory/slot.h"

namespace lobby::flow {

enum class KioskScreen : std::uint8_t {
  out_of_service,  // no catalogue yet, or the store cannot be written
  attract,
  services,
  options,
  details,
  review,
  ticket,   // confirmed
  request,  // request received, clearly not a booking
  find,     // a booking that was made before
  my_booking,
  cancel,       // what it costs, and the other ways
  cancelled,    // done
  maintenance,  // staff's
};

enum class KioskOverlay : std::uint8_t {
  none,
  language,
  start_over,
  still_there,
  call_staff,
  privacy,
  printing,
  staff_pin,
};

enum class FieldId : std::uint8_t { phone, name, code };

// Wall time for what is shown, boot time for what is waited for.
struct Moment {
  UtcTime wall;  // corrected by the measured offset
  Duration boot;

  bool operator==(const Moment&) const = default;
};

struct KioskContext {
  const catalog::Catalog& catalog;
  const ZoneRules& zone;
  Moment now;
  // The server answers: units that the site has elsewhere can be asked for.
  bool online = false;
  // There is an input method: Chinese can be typed.
  bool chinese = false;
};

// Units beyond the device's own that this guest's choice needs, asked of the server (a hold).
struct UnitsAsked {
  std::vector<inventory::SlotUnits> demand;
  Duration at;  // boot time

  bool operator==(const UnitsAsked&) const = default;
};

struct KioskState {
  KioskScreen screen = KioskScreen::out_of_service;
  KioskOverlay overlay = KioskOverlay::none;
  catalog::Language language;
  bool high_contrast = false;
  bool large_text = false;
  bool reach = false;       // every control in the lower half
  bool speech = false;      // the screen is read aloud
  std::int32_t slower = 0;  // steps below the usual pace of speech, 0 to speech_slower_max

  catalog::Category category = catalog::Category::rooms;
  std::int32_t page = 0;         // of the service cards in this category
  std::int32_t part = 0;         // of this step, where the roomy layout spreads it over several
  booking::Selection selection;  // service empty until one is chosen
  LocalDate shown_from;          // options: first day of the shown month, weeks or date strip
  inventory::Availability availability;
  std::optional<UnitsAsked> asked;  // until they are there, refused, or the guest chose anew

  std::string phone;
  std::string name;
  std::optional<FieldId> focus;  // whose keyboard is shown
  Composing composing;           // on the way into the name
  std::set<NoteId> notes;
  bool data_consent = false;
  bool terms_consent = false;

  bool committing = false;
  std::optional<Error> failure;  // why the last confirm did not go through
  std::optional<device::Issued> issued;
  std::optional<Printing> print;  // of the issued ticket, once it was asked for
  PrintNumber prints = 0;         // ordered since the program started; goes from guest to guest
  Finding finding;

  StaffState staff;

  bool disturbed = false;  // somebody touched a screen that waits for a guest
  Duration last_touch;     // boot time
  Duration overlay_since;  // boot time the overlay appeared
  Duration issued_at;      // boot time of the ticket

  bool operator==(const KioskState&) const = default;
};

// Touches.
struct StartTouched {};
struct CategoryChosen {
  catalog::Category category;
};
struct ServiceChosen {
  ServiceId service;
};
struct PageTurned {
  std::int32_t by = 1;
};
struct PartTurned {
  std::int32_t by = 1;
};
struct DatesTurned {
  std::int32_t by = 1;
};  // a month, two weeks, or a strip of days
struct DateChosen {
  LocalDate date;
};
struct NightsChanged {
  std::int32_t by = 1;
};
struct AdultsChanged {
  std::int32_t by = 1;
};
struct ChildrenChanged {
  std::int32_t by = 1;
};
struct BlockToggled {
  std::int32_t start_minute = 0;
};
struct AddOnChanged {
  AddOnId id;
  std::int32_t count = 0;
};  // 0 takes it off
struct FieldFocused {
  FieldId field = FieldId::phone;
};
struct KeyTyped {
  std::string text;
};
struct KeyErased {};
struct KeyboardHidden {};
struct ScriptSwitched {};  // Chinese, Latin
struct WordsSwitched {};   // name mode, words
struct CandidateChosen {
  std::size_t place = 0;
};
struct CandidatesOpened {
  bool opened = false;     // in place of the keys
  std::int32_t first = 0;  // of them
};
struct NoteToggled {
  NoteId note;
};
struct DataConsentToggled {};
struct TermsConsentToggled {};
struct BackTouched {};
struct NextTouched {};  // the primary action of the screen
struct BookMoreTouched {};
struct OverlayOpened {
  KioskOverlay overlay = KioskOverlay::none;
};
struct OverlayClosed {};  // "carry on", "I am still here"
struct LanguageChosen {
  catalog::Language language;
};
struct ContrastToggled {};
struct LargeTextToggled {};
struct ReachToggled {};
struct SpeechSet {
  bool on = false;
};
struct SpeechSlowed {};  // slower, slower still, as at first
struct StartOverConfirmed {};
struct PrintTouched {};  // also: try again
struct FindTouched {};   // my booking
struct TicketScanned {
  std::string text;  // as the scanner typed it
};
struct TicketShown {};    // my booking's, again
struct CancelTouched {};  // what would it cost?
struct SettlementChosen {
  booking::Settlement settlement = booking::Settlement::fee;
};
// Anything else a guest does; keeps the session alive.
struct Touched {};
// Results and the world.
struct Committed {
  device::Issued issued;
};
struct CommitFailed {
  Error error;
};
struct AvailabilityLoaded {
  inventory::Availability availability;
};
struct CandidatesFound {
  std::string letters;  // what was asked
  std::vector<port::Candidate> candidates;
};
struct StockChanged {};   // a sync round brought grants
struct UnitsRefused {};   // the server has not what was asked for
struct ServiceOpened {};  // a catalogue is there and the store works
struct ServiceClosed {};
struct PrintProgress {
  PrintNumber number = 0;
  PrintStage stage = PrintStage::sending;
  std::optional<port::PrintFault> fault;  // failed
};
struct ServerAnswered {
  std::int32_t number = 0;  // of AskServer
  Result<device::InquiryAnswer> answer;
  // The ticket of a booking that was found, where this kiosk still has it.
  std::string kept_ticket{};
};
struct Tick {};  // time has passed

using KioskEvent = std::variant<
    StartTouched, CategoryChosen, ServiceChosen, PageTurned, PartTurned, DatesTurned, DateChosen,
    NightsChanged, AdultsChanged, ChildrenChanged, BlockToggled, AddOnChanged, FieldFocused,
    KeyTyped, KeyErased, KeyboardHidden, ScriptSwitched, WordsSwitched, CandidateChosen,
    CandidatesOpened, CandidatesFound, NoteToggled, DataConsentToggled, TermsConsentToggled,
    BackTouched, NextTouched, BookMoreTouched, OverlayOpened, OverlayClosed, LanguageChosen,
    ContrastToggled, LargeTextToggled, ReachToggled, SpeechSet, SpeechSlowed, StartOverConfirmed,
    PrintTouched, FindTouched, TicketScanned, TicketShown, CancelTouched, SettlementChosen, Touched,
    ServerAnswered, Committed, CommitFailed, AvailabilityLoaded, StockChanged, UnitsRefused,
    ServiceOpened, ServiceClosed, PrintProgress, StaffTouched, StaffTold, Tick>;

// What the wiring must do.
struct LoadAvailability {
  std::vector<PoolId> pools;
  LocalDate first;
  LocalDate last;
  bool operator==(const LoadAvailability&) const = default;
};
// Ask the server for what the device has not of this demand.
struct AskUnits {
  std::vector<inventory::SlotUnits> demand;
  bool operator==(const AskUnits&) const = default;
};
// Give back what is beyond the standing allotment and this demand.
struct ReturnSurplus {
  std::vector<inventory::SlotUnits> needed;
  bool operator==(const ReturnSurplus&) const = default;
};
struct CommitOrder {
  device::Order order;
  bool operator==(const CommitOrder&) const = default;
};
// The ticket of this booking goes to the printer; PrintProgress tells of this order by its number.
struct PrintTicket {
  BookingId booking;
  PrintNumber number = 0;
  bool operator==(const PrintTicket&) const = default;
};
// The guest has left the ticket: it need not be reprinted, unless they wanted it on paper and got
// none.
struct TicketLeft {
  BookingId booking;
  bool owed = false;
  bool operator==(const TicketLeft&) const = default;
};
// Ask the server, on another thread; ServerAnswered brings the answer.
struct AskServer {
  std::int32_t number = 0;
  device::Inquiry inquiry;
  bool operator==(const AskServer&) const = default;
};
// The code of a ticket is about to be shown.
struct EncodeTicket {
  std::string text;
  bool operator==(const EncodeTicket&) const = default;
};
// Ask the input method what these letters of pinyin may mean.
struct FindCandidates {
  std::string letters;
  bool operator==(const FindCandidates&) const = default;
};
// Text buffers, textures and screens are cleared; access settings are reset.
struct WipeScreen {
  bool operator==(const WipeScreen&) const = default;
};

// For whoever has turned away from the screen: that it asks, and that its time runs out.
enum class Bell : std::uint8_t { question, last_seconds };
struct RingBell {
  Bell bell = Bell::question;
  bool operator==(const RingBell&) const = default;
};

// Staff's. PinLooked, PinJudged and TestPrintTold tell of the first, second and fourth.
struct LookAtPin {
  bool operator==(const LookAtPin&) const = default;
};
struct CheckPin {
  std::string pin;
  Moment at;
  bool operator==(const CheckPin&) const = default;
};
struct LookAtMachine {
  bool operator==(const LookAtMachine&) const = default;
};
struct PrintTestPage {
  PrintNumber number = 0;
  bool operator==(const PrintTestPage&) const = default;
};
struct SyncNow {
  bool operator==(const SyncNow&) const = default;
};
// Whoever watches the program starts it again.
struct EndProgram {
  bool operator==(const EndProgram&) const = default;
};

using KioskEffect =
    std::variant<FindCandidates, LoadAvailability, AskUnits, ReturnSurplus, CommitOrder,
                 PrintTicket, PrintsDropped, TicketLeft, AskServer, EncodeTicket, WipeScreen,
                 RingBell, LookAtPin, CheckPin, LookAtMachine, PrintTestPage, SyncNow, EndProgram>;

struct KioskStep {
  KioskState state;
  std::vector<KioskEffect> effects;
};

KioskStep step(KioskState state, const KioskEvent& event, const KioskContext& context);

// A kiosk as it starts.
KioskState first_state(const catalog::Catalog& catalog, Moment now);
// The same for the next guest. What is numbered since the program started goes on: news that come
// late are never another guest's.
KioskState fresh_state(const KioskState& before, const catalog::Catalog& catalog, Moment now);

// When a Tick is due (boot time); nothing on an untouched screen that waits. A shown countdown
// is due each time its whole seconds change.
std::optional<Duration> next_tick(const KioskState& state, Moment now);

// Numbers of ui.md.
inline constexpr Duration idle_after = Duration::seconds(60);
inline constexpr Duration idle_after_on_forms = Duration::seconds(120);
inline constexpr Duration still_there_for = Duration::seconds(30);
inline constexpr std::int32_t last_seconds_sounded = 10;
inline constexpr std::int64_t patience_with_speech = 3;  // times as long: hearing takes longer
inline constexpr std::int32_t speech_slower_max = 2;
inline constexpr Duration ticket_shown_for = Duration::seconds(60);
inline constexpr Duration unprinted_shown_for = Duration::seconds(90);
// How long a guest waits for units that were asked for, before a request is offered instead
// (protocol rule 8).
inline constexpr Duration units_awaited_for = Duration::seconds(2);
inline constexpr std::int32_t strip_days = 5;
inline constexpr std::int32_t weeks_days = 14;  // of a nightly service in the roomy layout

}  // namespace lobby::flow
