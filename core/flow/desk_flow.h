// The reception desk as a state machine: today's arrivals, and a verdict that fills the screen
// after each scan. step(state, event, context) -> {state, effects}; nothing here reads a clock, a
// store or a key.
// UI thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/catalog/catalog.h"
#include "core/flow/kiosk_flow.h"
#include "core/port/device_store.h"
#include "core/protocol/feed.h"
#include "core/ticket/verdict.h"

namespace lobby::flow {

enum class DeskScreen : std::uint8_t { arrivals, verdict };

enum class ArrivalFilter : std::uint8_t { all, expected, rooms, events, spa, transfers, requests };
inline constexpr std::size_t arrival_filter_count = 7;

// One row of today's arrivals: what the feed said and this desk's own admissions.
struct Arrival {
  protocol::BookingNotice booking;
  std::optional<ticket::Admission> admission;

  bool operator==(const Arrival&) const = default;
};

// What the desk knows of the server.
struct Contact {
  bool online = false;
  std::optional<UtcTime> last_contact;
  std::int64_t pending = 0;  // operations not yet sent
  std::int64_t refused = 0;
  std::int64_t key_count = 0;  // device keys this desk can check

  bool operator==(const Contact&) const = default;
};

struct DeskState {
  DeskScreen screen = DeskScreen::arrivals;
  catalog::Language language;
  std::vector<Arrival> arrivals;  // by time, then code
  ArrivalFilter filter = ArrivalFilter::all;
  std::string search;
  bool searching = false;    // the search field has the keyboard
  std::int32_t top_row = 0;  // first row shown of the filtered list
  std::optional<ticket::BookingCode> selected;

  std::optional<ticket::Verdict> verdict;
  std::optional<Error> failure;  // the store could not record an admission
  bool verdict_offline = false;  // decided while the server was away
  Duration verdict_at;           // boot time
  Contact contact;

  bool operator==(const DeskState&) const = default;
};

struct ScanRead {
  std::string text;
};  // from the scanner, an image or a file
struct ScanFailed {
  Error error;
};  // an image without a readable QR
struct ScanJudged {
  ticket::Verdict verdict;
};
struct ScanNotRecorded {
  Error error;
};  // nobody was admitted
struct AdmissionUndone {};
struct ArrivalsLoaded {
  std::vector<Arrival> arrivals;
};
struct ContactChanged {
  Contact contact;
};
struct FilterChosen {
  ArrivalFilter filter = ArrivalFilter::all;
};
struct RowSelected {
  ticket::BookingCode code;
};
struct SelectionMoved {
  std::int32_t by = 1;
};
struct RowsScrolled {
  std::int32_t by = 1;
};
struct SearchOpened {};
struct SearchTyped {
  std::string text;
};
struct SearchErased {};
struct VerdictClosed {};
struct UndoTouched {};
struct DeskLanguageChosen {
  catalog::Language language;
};
struct DayTurned {};  // midnight passed, or the catalogue changed

using DeskEvent =
    std::variant<ScanRead, ScanFailed, ScanJudged, ScanNotRecorded, AdmissionUndone, ArrivalsLoaded,
                 ContactChanged, FilterChosen, RowSelected, SelectionMoved, RowsScrolled,
                 SearchOpened, SearchTyped, SearchErased, VerdictClosed, UndoTouched,
                 DeskLanguageChosen, DayTurned, Tick>;

struct JudgeScan {
  std::string text;
  bool operator==(const JudgeScan&) const = default;
};
struct UndoAdmission {
  protocol::AdmissionId admission;
  bool operator==(const UndoAdmission&) const = default;
};
struct LoadArrivals {
  bool operator==(const LoadArrivals&) const = default;
};
enum class Sound : std::uint8_t { admitted, refused, admitted_offline };
struct PlaySound {
  Sound sound = Sound::refused;
  bool operator==(const PlaySound&) const = default;
};
using DeskEffect = std::variant<JudgeScan, UndoAdmission, LoadArrivals, PlaySound>;

struct DeskStep {
  DeskState state;
  std::vector<DeskEffect> effects;
};

DeskState first_desk_state(const catalog::Catalog& catalog);
DeskStep step(DeskState state, const DeskEvent& event, const KioskContext& context);

// Rows after filter and search, in order.
std::vector<const Arrival*> visible_arrivals(const DeskState& state,
                                             const catalog::Catalog& catalog);
bool matches(const Arrival& arrival, ArrivalFilter filter, const catalog::Catalog& catalog);
bool is_late(const Arrival& arrival, UtcTime now);

// When a Tick is due (boot time): the admit bar empties, the clock shows minutes.
std::optional<Duration> next_tick(const DeskState& state, Moment now);
// 1 down to 0 while an admit verdict is shown.
double verdict_left(const DeskState& state, Moment now);

inline constexpr Duration admit_shown_for = Duration::seconds(5);
inline constexpr Duration undo_within = Duration::seconds(60);
inline constexpr std::int32_t arrival_rows_shown = 12;

}  // namespace lobby::flow
