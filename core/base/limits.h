// Every limit of the program in one place. Input is checked against these at the border.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lobby::limits {

inline constexpr std::size_t guest_name_code_points = 60;
inline constexpr std::size_t phone_digits_min = 6;
inline constexpr std::size_t phone_digits_max = 15;  // ITU-T E.164
inline constexpr std::size_t identity_text_bytes_max = 512;
inline constexpr std::size_t remark_code_points = 200;
inline constexpr std::size_t company_name_code_points = 100;
inline constexpr std::size_t email_bytes_max = 254;  // RFC 5321 §4.5.3.1.3, without < and >
inline constexpr std::size_t guest_tags_max = 20;
inline constexpr std::size_t guest_consents_max = 40;
inline constexpr std::int32_t guest_version_max = 1'000'000;
inline constexpr std::size_t guest_bytes_max = 16 * 1024;  // of a profile's JSON, as stored
inline constexpr std::size_t vault_plain_bytes_max = 1'024;
inline constexpr std::size_t catalog_text_bytes = 600;
inline constexpr std::size_t catalog_file_bytes = 1'048'576;
inline constexpr std::size_t services_max = 400;
inline constexpr std::size_t pools_max = 200;
inline constexpr std::size_t add_ons_max = 200;
inline constexpr std::size_t tiers_max = 6;
inline constexpr std::size_t quote_lines_max = 64;
inline constexpr std::size_t demand_slots_max = 512;

inline constexpr std::int32_t party_max = 500;
inline constexpr std::int32_t nights_max = 30;
inline constexpr std::int32_t horizon_days_max = 400;
inline constexpr std::int32_t add_on_count_max = 500;
inline constexpr std::int32_t capacity_max = 10'000;
inline constexpr std::int32_t service_units_max = 50;  // of one service in one booking
inline constexpr std::int32_t age_max = 120;
inline constexpr std::size_t parts_max = 12;  // of a composite service
inline constexpr std::size_t vouchers_max = 3;
inline constexpr std::size_t voucher_code_bytes_max = 40;
inline constexpr std::int32_t quote_minutes_max = 7 * 1'440;

inline constexpr std::int64_t money_minor_max = 1'000'000'000'000'000;  // 10^13 major units
inline constexpr std::int64_t folio_amount_minor_max = 1'000'000'000'000;
inline constexpr std::size_t folio_entries_max = 500;
inline constexpr std::int32_t guest_tier_max = 3;
inline constexpr std::int32_t waitlist_patience_hours = 72;  // waited so long counts as a tier
inline constexpr std::int32_t waitlist_offers_max = 3;
inline constexpr std::int32_t waiting_minutes_max = 1'440;
inline constexpr std::size_t waiting_max = 2'000;  // who wait at one site
inline constexpr std::int32_t answer_days = 30;    // a repeated command is known as long
inline constexpr std::size_t page_items_max = 100;
inline constexpr std::size_t contacts_max = 200;  // bookings of one phone that are looked at
inline constexpr std::size_t payment_reference_bytes_max = 64;
inline constexpr std::size_t payment_qr_bytes_max = 1'024;
inline constexpr std::size_t payment_bytes_max = 8 * 1024;          // of its JSON, as stored
inline constexpr std::size_t payment_message_bytes_max = 4 * 1024;  // of a gateway or a terminal
inline constexpr std::int32_t payment_asked_max = 1'000'000;
inline constexpr std::int32_t payment_version_max = 10'000'000;

inline constexpr std::size_t device_name_code_points = 40;
inline constexpr std::size_t detail_code_points = 500;
inline constexpr std::size_t certificate_bytes_max = 8 * 1024;
inline constexpr std::size_t notes_max = 40;
inline constexpr std::size_t sealed_guest_bytes_max = 4 * 1024;
inline constexpr std::size_t blocks_max = 96;
inline constexpr std::int32_t booking_version_max = 200;

inline constexpr std::size_t json_depth_max = 24;
inline constexpr std::size_t operation_bytes_max = 32 * 1024;
inline constexpr std::size_t booking_bytes_max = 128 * 1024;  // with its history, as stored
inline constexpr std::size_t batch_operations_max = 256;
inline constexpr std::size_t batch_bytes_max = 256 * 1024;  // of operations in one request
inline constexpr std::size_t request_body_bytes_max = 512 * 1024;
inline constexpr std::size_t compression_bytes_min = 1'024;  // of a body: shorter ones gain nothing
inline constexpr std::size_t balances_max = 2'000;           // in one part of a report
inline constexpr std::size_t reply_body_bytes_max = 8 * 1024 * 1024;
inline constexpr std::size_t feed_items_max = 1'000;

inline constexpr std::size_t scan_text_bytes_max = 1'024;
inline constexpr std::size_t mailbox_depth_max = 256;
inline constexpr int letter_pages_max = 8;  // a booking of everything has three
inline constexpr std::size_t outbox_operations_max = 100'000;
inline constexpr std::size_t kept_operations_max = 100'000;  // applied, on a device
inline constexpr std::int32_t past_days = 45;  // bookings and admissions stay on a desk as long

}  // namespace lobby::limits
