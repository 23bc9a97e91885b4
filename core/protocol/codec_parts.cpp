// The small shared values.
#include "core/protocol/codec_parts.h"

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::protocol::codec {

ticket::BookingCode read_code(const Node& node) {
  using ticket::BookingCode;
  return node.parsed<BookingCode>(&BookingCode::parse,
                                  [](const BookingCode& code) { return code.text(); });
}

LocalDate read_date(const Node& node) {
  return node.parsed<LocalDate>(&LocalDate::parse, [](LocalDate date) { return date.text(); });
}

UtcTime read_time(const Node& node) {
  return {node.integer(0, utc_ms_max)};
}

std::int32_t read_minute(const Node& node) {
  return node.number<std::int32_t>(0, 1'440);
}

Money read_money(const Node& node) {
  node.fields({"amount_minor", "currency"});
  return {node.field("amount_minor").integer(-limits::money_minor_max, limits::money_minor_max),
          node.field("currency").parsed<Currency>(&Currency::parse, [](const Currency& currency) {
            return currency.code();
          })};
}

std::optional<Money> read_money_or_none(const Node& node) {
  return node.is_null() ? std::nullopt : std::optional(read_money(node));
}

Json write_money(const Money& money) {
  return {{"amount_minor", money.amount_minor}, {"currency", std::string(money.currency.code())}};
}

booking::Window read_window(const Node& node) {
  node.fields({"from", "until", "valid_from"});
  return {read_time(node.field("from")), read_time(node.field("until")),
          read_time(node.field("valid_from"))};
}

Json write_window(const booking::Window& window) {
  return {
      {"from", window.from.ms}, {"until", window.until.ms}, {"valid_from", window.valid_from.ms}};
}

void refuse_default(const Node& field, bool is_default) {
  if (is_default) {
    field.refuse(ErrorCode::malformed, "says nothing; it is left out then");
  }
}

std::string detail_line(std::string_view detail) {
  std::string line;
  std::size_t code_points = 0;
  for (const char c : detail) {
    const auto byte = static_cast<unsigned char>(c);
    const bool starts_code_point = (byte & 0xC0U) != 0x80U;
    if (starts_code_point && ++code_points > limits::detail_code_points) {
      break;
    }
    line += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  if (!is_utf8(line)) {
    return "(the detail is not UTF-8)";
  }
  const Result<std::string> clean = clean_text(line, limits::detail_code_points);
  return clean ? *clean : std::string();
}

}  // namespace lobby::protocol::codec
