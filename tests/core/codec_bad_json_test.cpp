// Goal: every kind of bad JSON has its own named error with the path of the field, and no text
// ends the program. Method: one table over a sound batch, each row breaking it in one way; then
// every prefix and every changed byte of a sound text.
#include <map>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "tests/fakes/generator.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::protocol {
namespace {

const DeviceId device = tests::id_of<DeviceId>(7);

// Four operations, the last a check-in: operations[3].payload.party exists.
std::string sound_batch() {
  const booking::Booking booking = tests::sample_booking(
      {.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 2), .device = device});
  const AdmissionId admission{booking.code, tests::key_of(1), 1};
  Batch batch{device,
              {tests::sample_operation(device, 1, tests::place_sealed(booking)),
               tests::sample_operation(device, 2, CancelBooking{booking.id, 1}),
               tests::sample_operation(device, 3, UndoCheckIn{admission, tests::sample_now}),
               tests::sample_operation(device, 4, CheckIn{admission, 2, tests::sample_now})}};
  return to_json(batch);
}

std::string replaced(std::string text, std::string_view what, std::string_view with,
                     bool last = false) {
  const std::size_t at = last ? text.rfind(what) : text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

struct Bad {
  std::string name;
  std::string text;
  ErrorCode code;
  std::string in_detail;
};

// Of the whole batch, or of the first of its operations that cannot be read.
std::optional<Error> fault_of(const Result<Batch>& batch) {
  if (!batch) {
    return batch.error();
  }
  for (const Operation& operation : batch->operations) {
    if (const auto* unreadable = std::get_if<Unreadable>(&operation.payload)) {
      return unreadable->fault;
    }
  }
  return std::nullopt;
}

void expect_refused(const Bad& bad) {
  SCOPED_TRACE(bad.name);
  const std::optional<Error> fault = fault_of(batch_from(bad.text));
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(name_of(fault->code), name_of(bad.code)) << fault->detail;
  EXPECT_NE(fault->detail.find(bad.in_detail), std::string::npos) << fault->detail;
}

TEST(CodecBadJson, the_text_itself) {
  const std::string sound = sound_batch();
  const std::string deep(limits::json_depth_max + 1, '[');
  const std::vector<Bad> table = {
      {"empty", "", ErrorCode::malformed, "byte"},
      {"blank", "   ", ErrorCode::malformed, "byte"},
      {"no JSON", "hello", ErrorCode::malformed, "byte 1"},
      {"cut off", sound.substr(0, sound.size() - 1), ErrorCode::malformed, "byte"},
      {"something after it", sound + "x", ErrorCode::malformed, "byte"},
      {"a second value", sound + "{}", ErrorCode::malformed, "byte"},
      {"a comment", "/**/" + sound, ErrorCode::malformed, "byte 1"},
      {"a trailing comma", sound.substr(0, sound.size() - 1) + ",}", ErrorCode::malformed, "byte"},
      {"a NUL after it", sound + std::string("\0garbage", 8), ErrorCode::malformed, "NUL"},
      {"a byte order mark", "\xEF\xBB\xBF" + sound, ErrorCode::malformed, "byte order mark"},
      {"a lone surrogate", replaced(sound, "lake-view-king", R"(lake \ud800)"),
       ErrorCode::malformed, "byte"},
      {"a field twice", replaced(sound, "\"protocol\":1", "\"protocol\":1,\"protocol\":1"),
       ErrorCode::malformed, "twice at protocol"},
      {"a deep field twice", replaced(sound, "\"adults\":2", "\"adults\":2,\"adults\":2"),
       ErrorCode::malformed, "operations[1].payload.booking.selection.adults"},
      {"too deep", deep, ErrorCode::too_large, "nested deeper"},
      {"very deep", std::string(400'000, '['), ErrorCode::too_large, "nested deeper"},
      {"deep objects",
       replaced(
           sound, "\"protocol\":1",
           "\"protocol\":" +
               [] {
                 std::string text;
                 for (int level = 0; level < 100; ++level) {
                   text += "{\"a\":";
                 }
                 return text;
               }()),
       ErrorCode::too_large, "nested deeper"},
      {"too large", std::string(limits::request_body_bytes_max + 1, ' '), ErrorCode::too_large,
       "bytes"},
      {"not UTF-8", replaced(sound, "lake-view-king", "lake \xC3\x28"), ErrorCode::invalid_utf8,
       "UTF-8"},
      {"an overlong slash", replaced(sound, "lake-view-king", "lake \xC0\xAF"),
       ErrorCode::invalid_utf8, "UTF-8"},
      {"a fraction", replaced(sound, "\"adults\":2", "\"adults\":2.0"), ErrorCode::wrong_type,
       "adults"},
      {"an exponent", replaced(sound, "\"adults\":2", "\"adults\":2e0"), ErrorCode::wrong_type,
       "adults"},
      {"beyond 64 bits", replaced(sound, "\"adults\":2", "\"adults\":99999999999999999999"),
       ErrorCode::out_of_range, "adults"},
      {"beyond signed 64 bits", replaced(sound, "\"adults\":2", "\"adults\":18446744073709551615"),
       ErrorCode::out_of_range, "adults"},
      {"beyond a double", replaced(sound, "\"adults\":2", "\"adults\":1" + std::string(400, '0')),
       ErrorCode::out_of_range, ""},
  };
  ASSERT_TRUE(batch_from(sound).ok()) << to_string(batch_from(sound).error());
  for (const Bad& bad : table) {
    expect_refused(bad);
  }
}

TEST(CodecBadJson, fields_of_the_envelope) {
  const std::string sound = sound_batch();
  const std::vector<Bad> table = {
      {"not an object", "[]", ErrorCode::wrong_type, "the text: is not an object"},
      {"a newer protocol", R"({"protocol":2,"anything":true})", ErrorCode::unsupported_version,
       "protocol"},
      {"protocol as text", replaced(sound, "\"protocol\":1", "\"protocol\":\"1\""),
       ErrorCode::wrong_type, "protocol"},
      {"an unknown field", replaced(sound, "\"protocol\":1", "\"protocol\":1,\"extra\":0"),
       ErrorCode::unknown_field, "extra: is not known"},
      {"a missing field", R"({"operations":[],"protocol":1})", ErrorCode::missing_field, "device"},
      {"operations no list",
       R"({"device":"00000000-0000-7000-0000-000000000007","operations":{},)"
       R"("protocol":1,"signature":""})",
       ErrorCode::wrong_type, "operations: is not a list"},
      {"too many operations",
       R"({"device":"00000000-0000-7000-0000-000000000007","operations":[0)" +
           [] {
             std::string more;
             for (std::size_t count = 0; count < limits::batch_operations_max; ++count) {
               more += ",0";
             }
             return more;
           }() +
           R"(],"protocol":1,"signature":""})",
       ErrorCode::too_large, "operations: has 257"},
      {"device upper case",
       replaced(sound, R"("device":"00000000-0000-7000-0000-000000000007","op)",
                R"("device":"00000000-0000-7000-0000-00000000000A","op)"),
       ErrorCode::malformed, "device: the text is not in its canonical form"},
      {"device cut",
       replaced(sound, R"("device":"00000000-0000-7000-0000-000000000007","op)",
                R"("device":"00000000","op)"),
       ErrorCode::malformed, "device: '00000000' is not a UUID"},
  };
  for (const Bad& bad : table) {
    expect_refused(bad);
  }
}

TEST(CodecBadJson, fields_of_operations) {
  const std::string sound = sound_batch();
  const std::vector<Bad> table = {
      {"party as text", replaced(sound, "\"party\":2", "\"party\":\"2\""), ErrorCode::wrong_type,
       "operations[3].payload.party: is not an integer"},
      {"party of none", replaced(sound, "\"party\":2", "\"party\":0"), ErrorCode::out_of_range,
       "operations[3].payload.party: is 0, outside 1 to 65535"},
      {"party true", replaced(sound, "\"party\":2", "\"party\":true"), ErrorCode::wrong_type,
       "operations[3].payload.party"},
      {"party null", replaced(sound, "\"party\":2", "\"party\":null"), ErrorCode::wrong_type,
       "operations[3].payload.party"},
      {"party missing", replaced(sound, ",\"party\":2", ""), ErrorCode::missing_field,
       "operations[3].payload.party: is missing"},
      {"unknown payload field", replaced(sound, "\"party\":2", "\"party\":2,\"pets\":1"),
       ErrorCode::unknown_field, "operations[3].payload.pets"},
      {"unknown kind", replaced(sound, "\"kind\":\"check_in\"", "\"kind\":\"fly\""),
       ErrorCode::out_of_range, "operations[3].kind: is no operation known here"},
      {"payload of another kind",
       replaced(sound, "\"kind\":\"check_in\"", "\"kind\":\"cancel_booking\""),
       ErrorCode::unknown_field, "operations[3].payload."},
      {"sequence zero", replaced(sound, "\"sequence\":4", "\"sequence\":0"),
       ErrorCode::out_of_range, "operations[3].sequence"},
      {"negative sequence", replaced(sound, "\"sequence\":4", "\"sequence\":-4"),
       ErrorCode::out_of_range, "operations[3].sequence"},
      {"time beyond the year 9999",
       replaced(sound, "\"device_time\":1796090400000", "\"device_time\":253402300800000", true),
       ErrorCode::out_of_range, "operations[3].device_time"},
      {"site no slug", replaced(sound, "\"site\":\"yunting\"", "\"site\":\"Yunting\"", true),
       ErrorCode::malformed, "operations[3].site"},
      {"ticket number 256", replaced(sound, "\"number\":1", "\"number\":256", true),
       ErrorCode::out_of_range, "operations[3].payload.admission.number"},
      {"key too short", replaced(sound, "\"key\":\"0101", "\"key\":\"01", true),
       ErrorCode::out_of_range, "operations[3].payload.admission.key: has 7 bytes, not 8"},
      {"key no hexadecimal", replaced(sound, "\"key\":\"0101", "\"key\":\"01zz", true),
       ErrorCode::malformed, "operations[3].payload.admission.key"},
      {"key upper case", replaced(sound, "\"key\":\"0101", "\"key\":\"01AB", true),
       ErrorCode::malformed, "operations[3].payload.admission.key"},
  };
  for (const Bad& bad : table) {
    expect_refused(bad);
  }
}

TEST(CodecBadJson, fields_of_bookings) {
  const std::string sound = sound_batch();
  constexpr std::string_view no_name = "\"name\":\"\"";
  constexpr std::string_view no_phone = "\"phone\":\"\"";
  const std::string place = "operations[0].payload.booking.";
  const std::vector<Bad> table = {
      {"code lower case", replaced(sound, "\"code\":\"22222223\"", "\"code\":\"abcdefgh\""),
       ErrorCode::malformed, place + "code: the text is not in its canonical form"},
      {"code with zero", replaced(sound, "\"code\":\"22222223\"", "\"code\":\"02222223\""),
       ErrorCode::malformed, place + "code"},
      {"no such day", replaced(sound, "\"date\":\"2026-12-11\"", "\"date\":\"2026-02-29\""),
       ErrorCode::malformed, place + "demand[0].date"},
      {"a short date", replaced(sound, "\"date\":\"2026-12-11\"", "\"date\":\"2026-2-9\""),
       ErrorCode::malformed, place + "demand[0].date"},
      {"no units", replaced(sound, "\"units\":1", "\"units\":0"), ErrorCode::out_of_range,
       place + "demand[0].units"},
      {"too many nights", replaced(sound, "\"nights\":2", "\"nights\":31"), ErrorCode::out_of_range,
       place + "selection.nights: is 31, outside 1 to 30"},
      {"unknown state", replaced(sound, "\"state\":\"confirmed\"", "\"state\":\"maybe\""),
       ErrorCode::out_of_range, place + "state"},
      {"an empty plan", replaced(sound, "\"policy\":", "\"plan\":[],\"policy\":"),
       ErrorCode::malformed, place + "plan: says nothing"},
      {"a channel that goes without saying",
       replaced(sound, "\"command\":\"place\"", "\"channel\":\"kiosk\",\"command\":\"place\""),
       ErrorCode::malformed, place + "history[0].channel: says nothing"},
      {"unknown currency", replaced(sound, "\"currency\":\"CNY\"", "\"currency\":\"XXX\""),
       ErrorCode::out_of_range, place + "policy.changes.fee.currency"},
      {"money out of range",
       replaced(sound, "\"amount_minor\":37400", "\"amount_minor\":1000000000000001"),
       ErrorCode::out_of_range, place + "policy.tiers[1].fee.amount_minor"},
      {"name with a line break", replaced(sound, no_name, R"("name":"Lin\nYi")"),
       ErrorCode::malformed, place + "guest.name: the text holds a control character"},
      {"name of blanks before", replaced(sound, no_name, R"("name":"  Lin Yi")"),
       ErrorCode::malformed, place + "guest.name: begins or ends with a blank"},
      {"name too long", replaced(sound, no_name, "\"name\":\"" + std::string(61, 'x') + "\""),
       ErrorCode::too_large, place + "guest.name"},
      {"letters in a phone number", replaced(sound, no_phone, R"("phone":"1380000CALL")"),
       ErrorCode::malformed, place + "guest.phone"},
      {"phone too long", replaced(sound, no_phone, "\"phone\":\"" + std::string(17, '1') + "\""),
       ErrorCode::too_large, place + "guest.phone"},
      {"operation too long",
       replaced(sound, "\"notes\":[]", "\"notes\":[" + std::string(33'000, ' ') + "]"),
       ErrorCode::internal, ""},
  };
  for (const Bad& bad : table) {
    if (bad.code != ErrorCode::internal) {
      expect_refused(bad);
    }
  }
  // White space is no part of the value: the limit is over the canonical text.
  EXPECT_TRUE(batch_from(table.back().text).ok());
}

TEST(CodecBadJson, an_operation_longer_than_its_limit_is_refused_by_its_place) {
  booking::Booking booking = tests::sample_booking(
      {.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 2), .device = device});
  while (booking.demand.size() < limits::demand_slots_max) {
    booking.demand.push_back(booking.demand.front());
  }
  const Batch batch{device, {tests::sample_operation(device, 1, tests::place_sealed(booking))}};
  expect_refused({"long operation", to_json(batch), ErrorCode::too_large,
                  "operations[0]: is longer than 32768 bytes"});
  EXPECT_EQ(operation_from(to_json(batch.operations[0])).error().code, ErrorCode::too_large);
}

TEST(CodecBadJson, other_messages_name_their_fields) {
  EXPECT_NE(
      feed_page_from(R"({"cursor":1,"epoch":1,"incarnation":1,"items":[{"body":{},"kind":"rain"}],)"
                     R"("more":false,"protocol":1,"server_time":1,"stable":0})")
          .error()
          .detail.find("items[0].kind"),
      std::string::npos);
  EXPECT_EQ(feed_item_from(R"({"body":{"toml":"","version":0},"kind":"catalog"})").error().code,
            ErrorCode::out_of_range);
  EXPECT_EQ(feed_item_from(R"({"body":{"toml":1,"version":1},"kind":"catalog"})").error().detail,
            "body.toml: is not a text");
  EXPECT_EQ(batch_reply_from(
                R"({"cursor":1,"epoch":1,"incarnation":1,"protocol":1,"server_time":1,"replies":[)"
                R"({"code":"sold_out","detail":"",)"
                R"("id":"00000000-0000-7000-0000-000000000007",)"
                R"("outcome":"applied"}]})")
                .error()
                .detail,
            "replies[0].code: stands beside an applied operation");
  EXPECT_EQ(enrol_request_from(R"({"code":"A","protocol":1,"public_key":"00"})").error().code,
            ErrorCode::missing_field);
  EXPECT_EQ(enrol_request_from(R"({"certificate_request_pem":"","code":"A","protocol":1,)"
                               R"("public_key":"00"})")
                .error()
                .code,
            ErrorCode::out_of_range);
  EXPECT_EQ(enrol_reply_from("{}").error().code, ErrorCode::missing_field);
  EXPECT_EQ(renew_request_from(R"({"protocol":1})").error().code, ErrorCode::missing_field);
  EXPECT_EQ(renew_request_from(R"({"certificate_request_pem":1,"protocol":1})").error().code,
            ErrorCode::wrong_type);
  EXPECT_EQ(renew_reply_from(R"({"certificate_pem":"","protocol":2})").error().code,
            ErrorCode::unsupported_version);
  EXPECT_EQ(epoch_request_from(R"({"claim":"7","closed_epoch":1,"protocol":1})").error().code,
            ErrorCode::malformed);
  EXPECT_EQ(epoch_reply_from(R"({"epoch":0,"protocol":1})").error().code, ErrorCode::out_of_range);
  EXPECT_EQ(error_from("<html>").code, ErrorCode::malformed);
  EXPECT_EQ(error_from(R"({"code":"sold_out","detail":"x"})"), fail(ErrorCode::sold_out, "x"));
}

TEST(CodecBadJson, a_guest_outside_the_seal_is_refused_without_being_told) {
  const std::string sound = sound_batch();
  for (const auto& [field, told] :
       std::map<std::string, std::string>{{R"("name":"")", R"("name":"Lin Yi")"},
                                          {R"("phone":"")", R"("phone":"13800005678")"},
                                          {R"("notes":[])", R"("notes":["food-allergy"])"},
                                          {R"("language":"")", R"("language":"en")"}}) {
    EXPECT_EQ(fault_of(batch_from(replaced(sound, field, told))),
              fail(ErrorCode::out_of_range,
                   "operations[0].payload.booking.guest: is not empty; details "
                   "travel sealed"));
  }
}

TEST(CodecBadJson, the_seal_of_an_operation) {
  const std::string sound = sound_batch();
  const auto begin = sound.find("\"sealed_guest\":");
  ASSERT_NE(begin, std::string::npos);
  const std::string field = sound.substr(begin, sound.find('}', begin) - begin);
  const auto with = [&](const std::string& text) {
    return replaced(sound, field, "\"sealed_guest\":\"" + text + "\"");
  };
  const std::string at = "operations[0].payload.sealed_guest: ";
  const std::vector<Bad> table = {
      {"null", replaced(sound, field, "\"sealed_guest\":null"), ErrorCode::wrong_type, at},
      {"empty", with(""), ErrorCode::out_of_range, at + "has 0 bytes"},
      {"unpadded", with("Zg"), ErrorCode::malformed, at + "is not padded Base64"},
      {"hexadecimal digits of odd length", with("00a"), ErrorCode::malformed, at},
      {"bits left over", with("Zh=="), ErrorCode::malformed, at},
      {"one byte too many", with(base64_text(Bytes(limits::sealed_guest_bytes_max + 1))),
       ErrorCode::out_of_range, at + "has 4097 bytes"},
      {"a text too long", with(std::string(5'468, 'A')), ErrorCode::too_large, at},
  };
  ASSERT_TRUE(batch_from(with(base64_text(Bytes(limits::sealed_guest_bytes_max)))).ok());
  for (const Bad& bad : table) {
    expect_refused(bad);
  }
}

TEST(CodecBadJson, the_content_of_a_seal) {
  const std::string sound = to_json(SealContent{
      SiteId::literal("yunting"), tests::id_of<BookingId>(9), {"Lin Yi", "13800005678", {}, "en"}});
  EXPECT_TRUE(seal_content_from(sound + std::string(200, ' ')).ok());
  const std::vector<Bad> table = {
      {"blanks only", "    ", ErrorCode::malformed, "byte"},
      {"a newer form", replaced(sound, "\"protocol\":1", "\"protocol\":2"),
       ErrorCode::unsupported_version, "protocol"},
      {"no booking", replaced(sound, R"("booking":"00000000-0000-7000-0000-000000000009",)", ""),
       ErrorCode::missing_field, "booking"},
      {"a foreign field", replaced(sound, "\"protocol\"", "\"pets\":1,\"protocol\""),
       ErrorCode::unknown_field, "pets"},
      {"a phone with letters", replaced(sound, "13800005678", "CALL"), ErrorCode::malformed,
       "guest.phone"},
      {"too long", sound + std::string(limits::sealed_guest_bytes_max, ' '), ErrorCode::too_large,
       "bytes"},
  };
  for (const Bad& bad : table) {
    SCOPED_TRACE(bad.name);
    const Result<SealContent> result = seal_content_from(bad.text);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(name_of(result.error().code), name_of(bad.code));
    EXPECT_NE(result.error().detail.find(bad.in_detail), std::string::npos)
        << result.error().detail;
  }
}

TEST(CodecBadJson, every_prefix_is_malformed) {
  const std::string sound = sound_batch();
  for (std::size_t length = 0; length < sound.size(); length += 7) {
    const Result<Batch> result = batch_from(std::string_view(sound).substr(0, length));
    ASSERT_FALSE(result.ok()) << length;
    ASSERT_EQ(result.error().code, ErrorCode::malformed) << length;
  }
}

TEST(CodecBadJson, a_changed_byte_is_refused_or_read_as_another_value) {
  const std::string sound = sound_batch();
  const Batch value = *batch_from(sound);
  tests::SeededEntropy random(11);
  for (int round = 0; round < 4'000; ++round) {
    std::string text = sound;
    const std::size_t at = random.below(text.size());
    const char before = text[at];
    text[at] = static_cast<char>(random.next());
    const Result<Batch> result = batch_from(text);
    if (!fault_of(result) && text[at] != before) {
      // Accepted and read: it must write back as itself but for white space, so that its hash tells
      // it from the first.
      std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
      std::string written = to_json(*result);
      std::erase(written, ' ');
      ASSERT_EQ(written, text) << "round " << round;
      ASSERT_NE(*result, value) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace lobby::protocol
