// Identities. Id<Tag> is a UUIDv7 (RFC 9562 §5.7) made by the device that states the fact;
// Slug<Tag> is a readable catalogue name such as "lake-view-king". Two tags never compare.
// UUIDv7 is for locality in an index, never for ordering facts.
// Any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby {

using IdBytes = std::array<std::uint8_t, 16>;

// 8-4-4-4-12 lower-case hexadecimal.
std::string id_text(const IdBytes& bytes);
Result<IdBytes> parse_id_bytes(std::string_view text);
// `random` supplies the 74 random bits; its version and variant bits are overwritten.
IdBytes uuid_v7(UtcTime now, const IdBytes& random);

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(const IdBytes& bytes) : bytes_(bytes) {}

  static Result<Id> parse(std::string_view text) {
    Result<IdBytes> bytes = parse_id_bytes(text);
    if (!bytes) {
      return bytes.error();
    }
    return Id(*bytes);
  }

  const IdBytes& bytes() const { return bytes_; }
  std::string text() const { return id_text(bytes_); }
  bool is_nil() const { return bytes_ == IdBytes{}; }
  auto operator<=>(const Id&) const = default;

 private:
  IdBytes bytes_{};
};

// 1–40 of [a-z0-9-], starting with a letter or digit.
bool is_slug(std::string_view text);

template <class Tag>
class Slug {
 public:
  Slug() = default;

  static Result<Slug> parse(std::string_view text) {
    if (!is_slug(text)) {
      return fail(ErrorCode::malformed, "'" + std::string(text.substr(0, 60)) +
                                            "' is not a name of 1-40 characters a-z, 0-9 or -");
    }
    Slug slug;
    slug.text_ = text;
    return slug;
  }
  // For names written in the source. REQUIRES: is_slug(text).
  static Slug literal(std::string_view text) {
    CHECK(is_slug(text));
    Slug slug;
    slug.text_ = text;
    return slug;
  }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Slug&) const = default;

 private:
  std::string text_;
};

using DeviceId = Id<struct DeviceTag>;
using BookingId = Id<struct BookingTag>;
using OperationId = Id<struct OperationTag>;

using SiteId = Slug<struct SiteTag>;
using ServiceId = Slug<struct ServiceTag>;
using PoolId = Slug<struct PoolTag>;
using AddOnId = Slug<struct AddOnTag>;
using PolicyId = Slug<struct PolicyTag>;
using DepartmentId = Slug<struct DepartmentTag>;
using NoteId = Slug<struct NoteTag>;
using SeasonId = Slug<struct SeasonTag>;
using OfferId = Slug<struct OfferTag>;
using CompanyId = Slug<struct CompanyTag>;

}  // namespace lobby

template <class Tag>
struct std::hash<lobby::Id<Tag>> {
  std::size_t operator()(const lobby::Id<Tag>& id) const noexcept {
    return std::hash<std::string_view>{}(
        std::string_view(reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()));
  }
};
