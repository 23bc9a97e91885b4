// Goal: what the codec writes it reads back, equal, and writes again as the same text; writing is
// canonical. Method: values from 300 seeds for every message; the seed is printed on failure.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/fakes/generator.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::protocol {
namespace {

using tests::Generator;

constexpr std::uint64_t seeds = 300;

template <class Value>
void holds_round_trip(Value (Generator::*make)(), Result<Value> (*read)(std::string_view)) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Generator generator(seed);
    const Value value = (generator.*make)();
    const std::string text = to_json(value);
    const Result<Value> again = read(text);
    ASSERT_TRUE(again.ok()) << to_string(again.error()) << "\n" << text;
    ASSERT_EQ(*again, value) << text;
    ASSERT_EQ(to_json(*again), text);
  }
}

TEST(CodecRoundTrip, bookings) {
  holds_round_trip(&Generator::booking, &booking_from);
}
TEST(CodecRoundTrip, quote_records) {
  holds_round_trip(&Generator::quote_record, &quote_record_from);
}
TEST(CodecRoundTrip, operations) {
  holds_round_trip(&Generator::operation, &operation_from);
}
TEST(CodecRoundTrip, replies) {
  holds_round_trip(&Generator::reply, &operation_reply_from);
}
TEST(CodecRoundTrip, batches) {
  holds_round_trip(&Generator::batch, &batch_from);
}
TEST(CodecRoundTrip, batch_replies) {
  holds_round_trip(&Generator::batch_reply, &batch_reply_from);
}
TEST(CodecRoundTrip, feed_items) {
  holds_round_trip(&Generator::feed_item, &feed_item_from);
}
TEST(CodecRoundTrip, feed_pages) {
  holds_round_trip(&Generator::feed_page, &feed_page_from);
}
TEST(CodecRoundTrip, seal_contents) {
  holds_round_trip(&Generator::seal_content, &seal_content_from);
}
TEST(CodecRoundTrip, enrol_requests) {
  holds_round_trip(&Generator::enrol_request, &enrol_request_from);
}
TEST(CodecRoundTrip, enrol_replies) {
  holds_round_trip(&Generator::enrol_reply, &enrol_reply_from);
}

TEST(CodecRoundTrip, epoch_requests) {
  holds_round_trip(&Generator::epoch_request, &epoch_request_from);
}
TEST(CodecRoundTrip, epoch_replies) {
  holds_round_trip(&Generator::epoch_reply, &epoch_reply_from);
}

TEST(CodecRoundTrip, renew_requests) {
  holds_round_trip(&Generator::renew_request, &renew_request_from);
}
TEST(CodecRoundTrip, renew_replies) {
  holds_round_trip(&Generator::renew_reply, &renew_reply_from);
}

TEST(CodecRoundTrip, errors) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Error error = Generator(seed).error();
    EXPECT_EQ(error_from(to_json(error)), error) << "seed " << seed;
  }
}

TEST(CodecRoundTrip, a_booking_is_the_same_text_as_ever) {
  // Canonical text is hashed and stored: a change of this text is a change of the protocol.
  Operation operation;
  operation.id = tests::id_of<OperationId>(5);
  operation.site = SiteId::literal("yunting");
  operation.device = tests::id_of<DeviceId>(7);
  operation.sequence = 3;
  operation.device_time = {1'000};
  operation.payload = CancelBooking{tests::id_of<BookingId>(9), 2};
  EXPECT_EQ(to_json(operation),
            R"({"clock_offset":null,"device":"00000000-0000-7000-0000-000000000007",)"
            R"("device_time":1000,"epoch":1,"id":"00000000-0000-7000-0000-000000000005",)"
            R"("kind":"cancel_booking","payload":{"base_version":2,)"
            R"("booking":"00000000-0000-7000-0000-000000000009"},"sequence":3,"site":"yunting"})");
}

// What came later is left out where it says nothing: texts from before keep their hashes.
TEST(CodecRoundTrip, a_booking_of_before_has_the_fields_of_before) {
  const auto keys_of = [](const nlohmann::json& object) {
    std::string keys;
    for (const auto& [key, value] : object.items()) {
      keys += (keys.empty() ? "" : " ") + key;
    }
    return keys;
  };
  const booking::Booking booking = tests::sample_booking(
      {tests::king_stay(LocalDate::of(2026, 12, 11), 2), tests::id_of<DeviceId>(7)});
  const nlohmann::json json = nlohmann::json::parse(to_json(booking));
  EXPECT_EQ(keys_of(json["selection"]), "add_ons adults block_starts children date nights service");
  EXPECT_EQ(keys_of(json["quote"]), "first_unit lines service_percent tax_percent total");
  EXPECT_EQ(keys_of(json["quote"]["lines"][0]),
            "add_on amount count date date_kind days end_minute included_index kind start_minute "
            "unit");
  EXPECT_EQ(keys_of(json["policy"]), "changes id tiers");
}

TEST(CodecRoundTrip, a_default_that_is_written_out_is_refused) {
  const booking::Booking booking = tests::sample_booking(
      {tests::king_stay(LocalDate::of(2026, 12, 11), 2), tests::id_of<DeviceId>(7)});
  struct Row {
    const char* object;
    const char* field;
    const char* value;
    ErrorCode code;
  };
  const Row table[] = {
      {"/selection", "units", "1", ErrorCode::malformed},
      {"/selection", "units", "0", ErrorCode::out_of_range},
      {"/selection", "units", "51", ErrorCode::out_of_range},
      {"/selection", "parts_left_out", "[]", ErrorCode::malformed},
      {"/selection", "parts_left_out", "[\"Not A Name\"]", ErrorCode::malformed},
      {"/guest", "remark", "\"\"", ErrorCode::malformed},
      {"/guest", "remark", "\"two\\nlines\"", ErrorCode::malformed},
      {"", "awaited", "0", ErrorCode::out_of_range},
      {"/history/0", "arrivals", "0", ErrorCode::out_of_range},
      {"/quote", "terms", "{}", ErrorCode::malformed},
      {"/quote", "terms", R"({"tier": 0})", ErrorCode::malformed},
      {"/quote", "terms", R"({"tier": 4})", ErrorCode::out_of_range},
      {"/quote", "terms", R"({"first_booking": false})", ErrorCode::malformed},
      {"/quote", "terms", R"({"vouchers": []})", ErrorCode::malformed},
      {"/quote", "terms", R"({"vouchers": [{"code": "A", "percent": 101}]})",
       ErrorCode::out_of_range},
      {"/quote", "terms", R"({"vouchers": [{"percent": 10}]})", ErrorCode::missing_field},
      {"/quote", "terms", R"({"booked_on": "2026-02-30"})", ErrorCode::malformed},
      {"/quote", "terms", R"({"rank": 1})", ErrorCode::unknown_field},
      {"/quote/lines/0", "percent", "0", ErrorCode::malformed},
      {"/quote/lines/0", "percent", "201", ErrorCode::out_of_range},
      {"/quote/lines/0", "source", "\"\"", ErrorCode::malformed},
      {"/quote/lines/0", "part", "7", ErrorCode::wrong_type},
      {"/policy", "version", "1", ErrorCode::malformed},
      {"/policy", "version", "0", ErrorCode::out_of_range},
      {"/policy", "breach", R"({"refund": true})", ErrorCode::missing_field},
  };
  for (const Row& row : table) {
    nlohmann::json json = nlohmann::json::parse(to_json(booking));
    json[nlohmann::json::json_pointer(row.object)][row.field] = nlohmann::json::parse(row.value);
    const Result<booking::Booking> read = booking_from(json.dump());
    ASSERT_FALSE(read) << row.field << " " << row.value;
    EXPECT_EQ(name_of(read.error().code), name_of(row.code))
        << row.field << " " << row.value << ": " << read.error().detail;
  }
}

TEST(CodecRoundTrip, a_grant_told_before_units_could_be_returned_keeps_all_it_granted) {
  const auto item = feed_item_from(
      R"({"body":{"date":"2026-12-11","device":"00000000-0000-7000-0000-000000000007",)"
      R"("elsewhere":4,"epoch":1,"granted_total":3,"pool":"king-room","start_minute":0},)"
      R"("kind":"grant"})");
  ASSERT_TRUE(item.ok()) << to_string(item.error());
  EXPECT_EQ(std::get<GrantNotice>(*item).standing, 3);
}

TEST(CodecRoundTrip, a_full_batch_of_stays_fits_a_request) {
  const DeviceId device = tests::id_of<DeviceId>(7);
  std::size_t longest = 0;
  for (const booking::Selection& selection :
       {tests::king_stay(LocalDate::of(2026, 12, 11), 2), tests::hall_afternoon(),
        tests::king_stay(LocalDate::of(2026, 12, 11), 14)}) {
    const Operation operation = tests::sample_operation(
        device, 1,
        tests::place_sealed(tests::sample_booking({.selection = selection, .device = device})));
    longest = std::max(longest, to_json(operation).size());
  }
  EXPECT_LT(longest, limits::operation_bytes_max / 4);
  RecordProperty("longest_operation_bytes", static_cast<int>(longest));
}

TEST(CodecRoundTrip, a_detail_travels_as_one_line) {
  Error error{ErrorCode::internal, "two\nlines\t" + std::string(2'000, 'x')};
  const Error read = error_from(to_json(error));
  EXPECT_EQ(read.code, ErrorCode::internal);
  EXPECT_EQ(read.detail.size(), limits::detail_code_points);
  EXPECT_TRUE(read.detail.starts_with("two lines xxx"));
  EXPECT_EQ(error_from(to_json(Error{ErrorCode::internal, "\xFF\xFE"})).code, ErrorCode::internal);
}

}  // namespace
}  // namespace lobby::protocol
