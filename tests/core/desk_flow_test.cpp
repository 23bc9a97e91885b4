// Goal: the desk shows each verdict long enough and loud enough, and the list stays where the
// clerk left it.
// Method: events on a list of arrivals in the sample hotel; every event in every state at the end.
#include "core/flow/desk_flow.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::flow {
namespace desk_flow_test {

using tests::code_of;

Arrival arrival(std::uint64_t number, std::string_view service, std::string name = "Lin Yi") {
  Arrival made;
  made.booking = tests::listed(number, 1, tests::sample_now + Duration::minutes(30),
                               tests::sample_now + Duration::hours(9));
  made.booking.service = ServiceId::literal(service);
  made.booking.guest_name = std::move(name);
  return made;
}

ticket::Verdict verdict_of(ticket::VerdictKind kind, std::uint64_t number = 3) {
  ticket::Ticket shown;
  shown.code = code_of(number);
  return {kind, shown, std::nullopt, {}};
}

struct Desk {
  catalog::Catalog hotel = tests::sample_catalog();
  ZoneRules zone = tests::sample_zone();
  Moment now{tests::sample_now, Duration::hours(2)};
  DeskState state = first_desk_state(hotel);
  std::vector<DeskEffect> effects;

  void take(const DeskEvent& event) {
    DeskStep next = step(state, event, {hotel, zone, now});
    state = std::move(next.state);
    effects = std::move(next.effects);
  }
  void wait(Duration by) {
    now = {now.wall + by, now.boot + by};
    take(Tick{});
  }
  void load(std::uint64_t count) {
    std::vector<Arrival> rows;
    for (std::uint64_t number = 1; number <= count; ++number) {
      rows.push_back(arrival(number, "lake-view-king"));
    }
    take(ArrivalsLoaded{std::move(rows)});
  }
  void contact(bool online) {
    Contact contact;
    contact.online = online;
    take(ContactChanged{contact});
  }
  bool has(const DeskEffect& wanted) const {
    return std::ranges::find(effects, wanted) != effects.end();
  }
  std::vector<ticket::BookingCode> visible() const {
    std::vector<ticket::BookingCode> codes;
    for (const Arrival* row : visible_arrivals(state, hotel)) {
      codes.push_back(row->booking.code);
    }
    return codes;
  }
};

TEST(DeskFlow, a_scan_is_judged_whatever_is_on_the_screen) {
  Desk desk;
  desk.take(ScanRead{"TEXT"});
  EXPECT_TRUE(desk.has(JudgeScan{"TEXT"}));
  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::cancelled)});
  desk.take(ScanRead{"NEXT"});
  EXPECT_TRUE(desk.has(JudgeScan{"NEXT"}));
  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::admit)});
  EXPECT_EQ(desk.state.verdict->kind, ticket::VerdictKind::admit);
}

TEST(DeskFlow, admit_leaves_after_five_seconds) {
  Desk desk;
  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::admit)});
  EXPECT_EQ(desk.state.screen, DeskScreen::verdict);
  EXPECT_TRUE(desk.has(LoadArrivals{}));
  EXPECT_DOUBLE_EQ(verdict_left(desk.state, desk.now), 1.0);
  desk.wait(Duration::milliseconds(2'500));
  EXPECT_DOUBLE_EQ(verdict_left(desk.state, desk.now), 0.5);
  desk.wait(Duration::milliseconds(2'499));
  EXPECT_EQ(desk.state.screen, DeskScreen::verdict);
  desk.wait(Duration::milliseconds(1));
  EXPECT_EQ(desk.state.screen, DeskScreen::arrivals);
  EXPECT_DOUBLE_EQ(verdict_left(desk.state, desk.now), 0.0);
}

TEST(DeskFlow, a_refusal_stays_until_somebody_closes_it) {
  for (int kind = 0; kind < static_cast<int>(ticket::VerdictKind::admit); ++kind) {
    Desk desk;
    desk.take(ScanJudged{verdict_of(static_cast<ticket::VerdictKind>(kind))});
    desk.wait(Duration::hours(8));
    EXPECT_EQ(desk.state.screen, DeskScreen::verdict) << kind;
    desk.take(UndoTouched{});
    EXPECT_TRUE(desk.effects.empty()) << "there is nothing to take back";
    desk.take(VerdictClosed{});
    EXPECT_EQ(desk.state.screen, DeskScreen::arrivals);
    EXPECT_EQ(desk.state.verdict, std::nullopt);
  }
}

TEST(DeskFlow, sound_and_offline_mark_follow_the_contact) {
  struct Case {
    ticket::VerdictKind kind;
    bool online;
    Sound sound;
  };
  const Case cases[] = {
      {ticket::VerdictKind::admit, true, Sound::admitted},
      {ticket::VerdictKind::admit, false, Sound::admitted_offline},
      {ticket::VerdictKind::already_admitted, true, Sound::refused},
      {ticket::VerdictKind::already_admitted, false, Sound::refused},
      {ticket::VerdictKind::unreadable, true, Sound::refused},
  };
  for (const Case& c : cases) {
    Desk desk;
    desk.contact(c.online);
    desk.take(ScanJudged{verdict_of(c.kind)});
    EXPECT_TRUE(desk.has(PlaySound{c.sound}));
    EXPECT_EQ(desk.state.verdict_offline, !c.online);
    desk.contact(!c.online);
    EXPECT_EQ(desk.state.verdict_offline, !c.online) << "how it was decided, not how it is now";
  }
}

TEST(DeskFlow, undo_works_for_a_minute_by_boot_time) {
  const auto admission = [] {
    const ticket::Ticket shown = *verdict_of(ticket::VerdictKind::admit).ticket;
    return UndoAdmission{{shown.code, shown.key, shown.number}};
  };
  Desk desk;
  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::admit)});
  desk.wait(Duration::seconds(60));
  EXPECT_EQ(desk.state.screen, DeskScreen::arrivals);
  desk.now.wall = desk.now.wall + Duration::days(2);
  desk.take(UndoTouched{});
  EXPECT_TRUE(desk.has(admission()));
  desk.take(AdmissionUndone{});
  EXPECT_EQ(desk.state.verdict, std::nullopt);
  EXPECT_TRUE(desk.has(LoadArrivals{}));
  desk.take(UndoTouched{});
  EXPECT_TRUE(desk.effects.empty()) << "once";

  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::admit)});
  desk.wait(Duration::milliseconds(60'001));
  desk.now.wall = desk.now.wall - Duration::days(9);
  desk.take(UndoTouched{});
  EXPECT_TRUE(desk.effects.empty()) << "too late";
}

TEST(DeskFlow, an_admission_that_was_not_recorded_is_no_admission) {
  Desk desk;
  desk.contact(true);
  desk.take(ScanNotRecorded{fail(ErrorCode::disk_full, "no room")});
  EXPECT_EQ(desk.state.screen, DeskScreen::verdict);
  ASSERT_TRUE(desk.state.failure.has_value());
  EXPECT_EQ(desk.state.failure->code, ErrorCode::disk_full);
  EXPECT_FALSE(desk.state.verdict->admits());
  EXPECT_TRUE(desk.has(PlaySound{Sound::refused}));
  desk.take(ScanFailed{fail(ErrorCode::not_found, "no code in the picture")});
  EXPECT_EQ(desk.state.verdict->kind, ticket::VerdictKind::unreadable);
  EXPECT_EQ(desk.state.failure, std::nullopt) << "that was the scan before";
}

TEST(DeskFlow, filters_show_their_rows) {
  Desk desk;
  std::vector<Arrival> rows = {arrival(1, "lake-view-king"), arrival(2, "yunting-hall"),
                               arrival(3, "lake-spa"), arrival(4, "lake-tour"),
                               arrival(5, "gone-from-the-catalogue")};
  rows[0].admission = ticket::Admission{tests::sample_now, {}, "Desk 1"};
  rows[2].booking.state = booking::BookingState::requested;
  rows[3].booking.state = booking::BookingState::cancelled;
  desk.take(ArrivalsLoaded{rows});
  struct Case {
    ArrivalFilter filter;
    std::vector<std::uint64_t> numbers;
  };
  const Case cases[] = {
      {ArrivalFilter::all, {1, 2, 3, 4, 5}},
      {ArrivalFilter::expected, {2, 5}},
      {ArrivalFilter::rooms, {1}},
      {ArrivalFilter::events, {2}},
      {ArrivalFilter::spa, {3}},
      {ArrivalFilter::transfers, {4}},
      {ArrivalFilter::requests, {3}},
  };
  EXPECT_EQ(std::size(cases), arrival_filter_count);
  for (const Case& c : cases) {
    desk.take(FilterChosen{c.filter});
    std::vector<ticket::BookingCode> codes;
    for (const std::uint64_t number : c.numbers) {
      codes.push_back(code_of(number));
    }
    EXPECT_EQ(desk.visible(), codes) << static_cast<int>(c.filter);
  }
}

TEST(DeskFlow, search_finds_names_and_codes_in_any_case) {
  Desk desk;
  desk.take(ArrivalsLoaded{{arrival(1, "lake-spa", "Wilhelmina Farthingale"),
                            arrival(2, "lake-spa", "林怡"), arrival(3, "lake-spa", "Lin Yi")}});
  const std::string code = code_of(2).text();
  struct Case {
    std::string text;
    std::vector<std::uint64_t> numbers;
  };
  const Case cases[] = {
      {"", {1, 2, 3}}, {"FARTH", {1}}, {"林", {2}},
      {"lin y", {3}},  {code, {2}},    {code.substr(0, 4) + " " + code.substr(4), {2}},
      {"nobody", {}},
  };
  for (const Case& c : cases) {
    Desk searching = desk;
    searching.take(SearchTyped{"x"});
    EXPECT_EQ(searching.state.search, "") << "the field does not have the keyboard";
    searching.take(SearchOpened{});
    searching.take(SearchTyped{c.text});
    std::vector<ticket::BookingCode> codes;
    for (const std::uint64_t number : c.numbers) {
      codes.push_back(code_of(number));
    }
    EXPECT_EQ(searching.visible(), codes) << c.text;
    searching.take(VerdictClosed{});
    EXPECT_EQ(searching.state.search, "");
    EXPECT_FALSE(searching.state.searching);
  }
}

TEST(DeskFlow, the_search_field_takes_whole_characters_and_not_too_many) {
  Desk desk;
  desk.take(SearchOpened{});
  desk.take(SearchTyped{"林怡"});
  desk.take(SearchTyped{"\xE6\x9E"});
  EXPECT_EQ(desk.state.search, "林怡");
  desk.take(SearchErased{});
  EXPECT_EQ(desk.state.search, "林");
  desk.take(SearchErased{});
  desk.take(SearchErased{});
  EXPECT_EQ(desk.state.search, "");
  desk.take(SearchTyped{std::string(10'000, 'a')});
  EXPECT_EQ(desk.state.search, "");
}

TEST(DeskFlow, the_selection_stays_in_view) {
  Desk desk;
  desk.load(40);
  desk.take(SelectionMoved{1});
  EXPECT_EQ(desk.state.selected, code_of(1));
  for (int row = 0; row < arrival_rows_shown; ++row) {
    desk.take(SelectionMoved{1});
  }
  EXPECT_EQ(desk.state.selected, code_of(13));
  EXPECT_EQ(desk.state.top_row, 1);
  desk.take(SelectionMoved{1'000});
  EXPECT_EQ(desk.state.selected, code_of(40));
  EXPECT_EQ(desk.state.top_row, 28);
  desk.take(SelectionMoved{-1'000});
  EXPECT_EQ(desk.state.selected, code_of(1));
  EXPECT_EQ(desk.state.top_row, 0);
  desk.take(RowSelected{code_of(30)});
  EXPECT_EQ(desk.state.top_row, 18);
  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::admit, 5)});
  EXPECT_EQ(desk.state.selected, code_of(5)) << "the scanned guest is the one in view";
  EXPECT_EQ(desk.state.top_row, 4);

  Desk upwards;
  upwards.load(3);
  upwards.take(SelectionMoved{-1});
  EXPECT_EQ(upwards.state.selected, code_of(3));
}

TEST(DeskFlow, scrolling_stays_within_the_list_when_the_list_shrinks) {
  Desk desk;
  desk.load(40);
  desk.take(RowsScrolled{-5});
  EXPECT_EQ(desk.state.top_row, 0);
  desk.take(RowsScrolled{500});
  EXPECT_EQ(desk.state.top_row, 28);
  desk.load(15);
  EXPECT_EQ(desk.state.top_row, 3);
  desk.take(FilterChosen{ArrivalFilter::requests});
  desk.take(SelectionMoved{1});
  desk.take(RowsScrolled{1});
  EXPECT_EQ(desk.state.top_row, 0) << "nothing to scroll";
}

TEST(DeskFlow, ticks_follow_the_bar_and_the_minute) {
  Desk desk;
  desk.now.wall = desk.now.wall + Duration::milliseconds(12'345);
  EXPECT_EQ(next_tick(desk.state, desk.now),
            desk.now.boot + Duration::milliseconds(60'000 - 12'345));
  desk.take(ScanJudged{verdict_of(ticket::VerdictKind::admit)});
  EXPECT_EQ(next_tick(desk.state, desk.now), desk.now.boot + Duration::milliseconds(100));
  desk.wait(admit_shown_for);
  EXPECT_GT(*next_tick(desk.state, desk.now), desk.now.boot + Duration::milliseconds(100));
}

TEST(DeskFlow, late_is_who_was_expected_and_has_not_come) {
  Arrival guest = arrival(1, "lake-spa");
  const UtcTime begins = guest.booking.window.from;
  EXPECT_FALSE(is_late(guest, begins));
  EXPECT_TRUE(is_late(guest, begins + Duration::milliseconds(1)));
  guest.booking.state = booking::BookingState::cancelled;
  EXPECT_FALSE(is_late(guest, begins + Duration::hours(1)));
  guest.booking.state = booking::BookingState::confirmed;
  guest.admission = ticket::Admission{begins, {}, "Desk 1"};
  EXPECT_FALSE(is_late(guest, begins + Duration::hours(1)));
}

std::vector<DeskEvent> every_event() {
  return {ScanRead{std::string(5'000, 'A')},
          ScanFailed{fail(ErrorCode::not_found, "no code")},
          ScanJudged{verdict_of(ticket::VerdictKind::admit)},
          ScanJudged{{ticket::VerdictKind::unreadable, std::nullopt, std::nullopt, "cut off"}},
          ScanNotRecorded{fail(ErrorCode::read_only, "read only")},
          AdmissionUndone{},
          ArrivalsLoaded{},
          ArrivalsLoaded{{arrival(9, "no-such-service")}},
          ContactChanged{},
          FilterChosen{ArrivalFilter::spa},
          RowSelected{code_of(999)},
          SelectionMoved{1},
          SelectionMoved{-1},
          RowsScrolled{7},
          SearchOpened{},
          SearchTyped{"\xFF"},
          SearchTyped{"l"},
          SearchErased{},
          VerdictClosed{},
          UndoTouched{},
          DeskLanguageChosen{"en"},
          DayTurned{},
          Tick{}};
}

TEST(DeskFlow, every_pair_of_events_is_safe_in_every_screen) {
  const std::vector<DeskEvent> events = every_event();
  std::set<std::size_t> kinds;
  for (const DeskEvent& event : events) {
    kinds.insert(event.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<DeskEvent>);
  std::vector<Desk> starts(4);
  starts[1].load(30);
  starts[2].load(30);
  starts[2].take(ScanJudged{verdict_of(ticket::VerdictKind::admit)});
  starts[3].take(ScanJudged{verdict_of(ticket::VerdictKind::bad_signature)});
  for (Desk& desk : starts) {
    const DeskState start = desk.state;
    const Moment started = desk.now;
    for (const DeskEvent& first : events) {
      for (const DeskEvent& second : events) {
        desk.state = start;
        desk.now = started;
        desk.take(first);
        desk.wait(Duration::seconds(6));
        desk.take(second);
        const auto rows = static_cast<std::int32_t>(desk.visible().size());
        EXPECT_TRUE(desk.state.screen == DeskScreen::arrivals || desk.state.verdict);
        EXPECT_TRUE(desk.state.top_row >= 0 && desk.state.top_row <= std::max(0, rows - 1));
        EXPECT_TRUE(next_tick(desk.state, desk.now).has_value());
        EXPECT_TRUE(!desk.state.failure || desk.state.verdict);
      }
    }
  }
}

}  // namespace desk_flow_test
}  // namespace lobby::flow
