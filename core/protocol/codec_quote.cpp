// Selections and quotes as JSON. What was added later stands only where it says something, so that
// a text from before keeps its hash.
#include "core/base/limits.h"
#include "core/booking/quote_record.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

using booking::QuoteLine;

constexpr std::int64_t index_max = 1'000;
constexpr std::int32_t line_percent_max = 200;  // of a season

booking::AddOnChoice read_choice(const Node& node) {
  node.fields({"add_on", "count"});
  return {read_id<AddOnId>(node.field("add_on")),
          node.field("count").number<std::int32_t>(1, limits::add_on_count_max)};
}

Json write_choice(const booking::AddOnChoice& choice) {
  return {{"add_on", choice.id.text()}, {"count", choice.count}};
}

}  // namespace

booking::Selection read_selection(const Node& node) {
  node.fields({"add_ons", "adults", "block_starts", "children", "date", "nights", "service"},
              {"parts_left_out", "units"});
  booking::Selection selection;
  selection.service = read_id<ServiceId>(node.field("service"));
  selection.date = read_date(node.field("date"));
  selection.nights = node.field("nights").number<std::int32_t>(1, limits::nights_max);
  selection.block_starts = node.field("block_starts").list(limits::blocks_max, &read_minute);
  selection.party.adults = node.field("adults").number<std::int32_t>(1, limits::party_max);
  selection.party.children = node.field("children").number<std::int32_t>(0, limits::party_max);
  selection.add_ons = node.field("add_ons").list(limits::quote_lines_max, &read_choice);
  if (const Node units = node.field("units"); !units.is_null()) {
    selection.units = units.number<std::int32_t>(1, limits::service_units_max);
    refuse_default(units, selection.units == 1);
  }
  if (const Node parts = node.field("parts_left_out"); !parts.is_null()) {
    selection.parts_left_out = parts.list(limits::parts_max, &read_id<ServiceId>);
    refuse_default(parts, selection.parts_left_out.empty());
  }
  return selection;
}

Json write_selection(const booking::Selection& selection) {
  Json json{{"add_ons", write_list(selection.add_ons, &write_choice)},
            {"adults", selection.party.adults},
            {"block_starts", selection.block_starts},
            {"children", selection.party.children},
            {"date", selection.date.text()},
            {"nights", selection.nights},
            {"service", selection.service.text()}};
  if (selection.units != 1) {
    json["units"] = selection.units;
  }
  if (!selection.parts_left_out.empty()) {
    json["parts_left_out"] = write_list(selection.parts_left_out, &write_text<ServiceId>);
  }
  return json;
}

namespace {

QuoteLine read_line(const Node& node) {
  node.fields({"add_on", "amount", "count", "date", "date_kind", "days", "end_minute",
               "included_index", "kind", "start_minute", "unit"},
              {"part", "percent", "source"});
  QuoteLine line;
  line.kind = node.field("kind").one_of(&booking::line_kind_from);
  line.date = read_date(node.field("date"));
  line.date_kind = node.field("date_kind").one_of(&catalog::date_kind_from);
  line.start_minute = read_minute(node.field("start_minute"));
  line.end_minute = read_minute(node.field("end_minute"));
  if (!node.field("add_on").is_null()) {
    line.add_on = read_id<AddOnId>(node.field("add_on"));
  }
  line.included_index = node.field("included_index").number<std::int32_t>(0, index_max);
  line.count = node.field("count").number<std::int32_t>(0, limits::add_on_count_max);
  line.days = node.field("days").number<std::int32_t>(0, limits::nights_max);
  line.unit = read_money(node.field("unit"));
  line.amount = read_money(node.field("amount"));
  if (const Node percent = node.field("percent"); !percent.is_null()) {
    line.percent = percent.number<std::int32_t>(0, line_percent_max);
    refuse_default(percent, line.percent == 0);
  }
  if (const Node source = node.field("source"); !source.is_null()) {
    line.source = source.line(limits::voucher_code_bytes_max);
    refuse_default(source, line.source.empty());
  }
  if (const Node part = node.field("part"); !part.is_null()) {
    line.part = read_id<ServiceId>(part);
  }
  return line;
}

Json write_line(const QuoteLine& line) {
  Json json{{"add_on", line.add_on.empty() ? Json() : Json(line.add_on.text())},
            {"amount", write_money(line.amount)},
            {"count", line.count},
            {"date", line.date.text()},
            {"date_kind", std::string(name_of(line.date_kind))},
            {"days", line.days},
            {"end_minute", line.end_minute},
            {"included_index", line.included_index},
            {"kind", std::string(name_of(line.kind))},
            {"start_minute", line.start_minute},
            {"unit", write_money(line.unit)}};
  if (line.percent != 0) {
    json["percent"] = line.percent;
  }
  if (!line.source.empty()) {
    json["source"] = line.source;
  }
  if (!line.part.empty()) {
    json["part"] = line.part.text();
  }
  return json;
}

booking::VoucherTerm read_voucher_term(const Node& node) {
  node.fields({"code"}, {"amount", "last_day", "percent"});
  booking::VoucherTerm voucher;
  voucher.code = node.field("code").line(limits::voucher_code_bytes_max);
  if (const Node percent = node.field("percent"); !percent.is_null()) {
    voucher.percent = percent.number<std::int32_t>(0, 100);
    refuse_default(percent, voucher.percent == 0);
  }
  if (const Node amount = node.field("amount"); !amount.is_null()) {
    voucher.amount = read_money(amount);
    refuse_default(amount, voucher.amount == Money{});
  }
  if (const Node last_day = node.field("last_day"); !last_day.is_null()) {
    voucher.last_day = read_date(last_day);
  }
  return voucher;
}

Json write_voucher(const booking::VoucherTerm& voucher) {
  Json json{{"code", voucher.code}};
  if (voucher.percent != 0) {
    json["percent"] = voucher.percent;
  }
  if (!(voucher.amount == Money{})) {
    json["amount"] = write_money(voucher.amount);
  }
  if (voucher.last_day) {
    json["last_day"] = voucher.last_day->text();
  }
  return json;
}

booking::QuoteTerms read_quote_terms(const Node& node) {
  node.fields({}, {"booked_on", "contract", "first_booking", "tier", "vouchers"});
  booking::QuoteTerms terms;
  if (const Node tier = node.field("tier"); !tier.is_null()) {
    terms.tier = tier.number<std::int32_t>(0, limits::guest_tier_max);
    refuse_default(tier, terms.tier == 0);
  }
  if (const Node first = node.field("first_booking"); !first.is_null()) {
    terms.first_booking = first.boolean();
    refuse_default(first, !terms.first_booking);
  }
  if (const Node contract = node.field("contract"); !contract.is_null()) {
    terms.contract = read_id<CompanyId>(contract);
  }
  if (const Node vouchers = node.field("vouchers"); !vouchers.is_null()) {
    terms.vouchers = vouchers.list(limits::vouchers_max, &read_voucher_term);
    refuse_default(vouchers, terms.vouchers.empty());
  }
  if (const Node booked_on = node.field("booked_on"); !booked_on.is_null()) {
    terms.booked_on = read_date(booked_on);
    refuse_default(booked_on, terms.booked_on == LocalDate{});
  }
  return terms;
}

Json write_terms(const booking::QuoteTerms& terms) {
  Json json = Json::object();
  if (terms.tier != 0) {
    json["tier"] = terms.tier;
  }
  if (terms.first_booking) {
    json["first_booking"] = true;
  }
  if (terms.contract) {
    json["contract"] = terms.contract->text();
  }
  if (!terms.vouchers.empty()) {
    json["vouchers"] = write_list(terms.vouchers, &write_voucher);
  }
  if (terms.booked_on != LocalDate{}) {
    json["booked_on"] = terms.booked_on.text();
  }
  return json;
}

booking::QuoteRecord read_record(const Node& node) {
  node.fields({"catalog_version", "id", "made_at", "quote", "selection", "valid_until"});
  return {read_id<booking::QuoteId>(node.field("id")),
          node.field("catalog_version").integer(0, counter_max),
          read_selection(node.field("selection")),
          read_time(node.field("made_at")),
          read_time(node.field("valid_until")),
          read_quote(node.field("quote"))};
}

}  // namespace

booking::Quote read_quote(const Node& node) {
  node.fields({"first_unit", "lines", "service_percent", "tax_percent", "total"}, {"terms"});
  booking::Quote quote;
  quote.lines = node.field("lines").list(limits::quote_lines_max, &read_line);
  quote.total = read_money(node.field("total"));
  quote.first_unit = read_money(node.field("first_unit"));
  quote.tax_percent = node.field("tax_percent").number<std::int32_t>(0, 100);
  quote.service_percent = node.field("service_percent").number<std::int32_t>(0, 100);
  if (const Node terms = node.field("terms"); !terms.is_null()) {
    quote.terms = read_quote_terms(terms);
    refuse_default(terms, quote.terms == booking::QuoteTerms{});
  }
  return quote;
}

Json write_quote(const booking::Quote& quote) {
  Json json{{"first_unit", write_money(quote.first_unit)},
            {"lines", write_list(quote.lines, &write_line)},
            {"service_percent", quote.service_percent},
            {"tax_percent", quote.tax_percent},
            {"total", write_money(quote.total)}};
  if (!(quote.terms == booking::QuoteTerms{})) {
    json["terms"] = write_terms(quote.terms);
  }
  return json;
}

}  // namespace codec

std::string to_json(const booking::QuoteRecord& record) {
  return codec::write_json({{"catalog_version", record.catalog_version},
                            {"id", record.id.text()},
                            {"made_at", record.made_at.ms},
                            {"quote", codec::write_quote(record.quote)},
                            {"selection", codec::write_selection(record.selection)},
                            {"valid_until", record.valid_until.ms}});
}

Result<booking::QuoteRecord> quote_record_from(std::string_view json) {
  return codec::decode(json, limits::booking_bytes_max, &codec::read_record);
}

}  // namespace lobby::protocol
