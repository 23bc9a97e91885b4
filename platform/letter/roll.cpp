// The receipt: one column, black alone, since a thermal head makes dots of a grey.
#include <algorithm>
#include <string>

#include "platform/letter/layouts.h"

namespace lobby::letter {
namespace {

using port::Letter;

constexpr std::uint32_t black = 0;
constexpr Type plain{.size = 9, .colour = black};
constexpr Type strong{.size = 9, .bold = true, .colour = black};
constexpr Type centred{.size = 9, .colour = black, .side = Side::centre};
constexpr Type title{.size = 10.5, .bold = true, .colour = black};

Type big(double size) {
  return {.size = size, .bold = true, .colour = black, .side = Side::centre};
}

void cut(Sheet& sheet) {
  sheet.y += 5;
  sheet.rule(sheet.y, 0.8, black, true);
  sheet.y += 5;
}

// A thing and its amount on one line; what is too long for it wraps beside the amount.
void put_amount(Sheet& sheet, const std::string& what, const std::string& amount,
                const Type& type) {
  const double amount_width = sheet.width_of(amount, type) + 2;
  const Type right{type.size, type.bold, type.colour, Side::right};
  double height = 0;
  sheet.tagged("TH", [&] {
    height = sheet.text({sheet.left(), sheet.y, sheet.width() - amount_width - 6}, what, type);
  });
  sheet.tagged("TD", [&] {
    sheet.text({sheet.right() - amount_width, sheet.y, amount_width}, amount, right);
  });
  sheet.y += height;
}

void put_top(Sheet& sheet, const Letter& letter) {
  constexpr double side = 45 * mm;
  sheet.block("P", letter.hotel, big(14));
  sheet.block("P", letter.phone, centred);
  cut(sheet);
  sheet.block("H1", letter.title, big(15));
  sheet.block("P", letter.status, letter.confirmed ? centred : big(9), 2);
  sheet.block("P", letter.code, big(22), 2);
  sheet.y += 8;
  sheet.tagged("Figure",
               [&] { sheet.qr({(sheet.page_width() - side) / 2, sheet.y, side}, letter.qr); });
  sheet.y += side + 12;
  sheet.block("P", letter.qr_label, centred);
}

void put_details(Sheet& sheet, const Letter& letter) {
  constexpr double label_width = 46;
  cut(sheet);
  sheet.tagged("Table", [&] {
    for (const port::LetterFact& fact : letter.facts) {
      sheet.tagged("TR", [&] {
        double height = 0;
        sheet.tagged("TH", [&] {
          height = sheet.text({sheet.left(), sheet.y, label_width}, fact.label, plain);
        });
        const double width = sheet.width() - label_width - 6;
        sheet.tagged("TD", [&] {
          height = std::max(
              height, sheet.text({sheet.right() - width, sheet.y, width}, fact.value, strong));
        });
        sheet.y += height + 1;
      });
    }
  });
}

void put_sums(Sheet& sheet, const Letter& letter) {
  if (letter.prices.empty()) {
    return;
  }
  cut(sheet);
  sheet.block("H2", letter.prices_title, title, 2);
  sheet.tagged("Table", [&] {
    for (const port::LetterPrice& price : letter.prices) {
      sheet.tagged("TR", [&] {
        put_amount(sheet, price.what, price.amount, plain);
        if (!price.how.empty()) {
          sheet.tagged("TD", [&] {
            sheet.y += sheet.text({sheet.left() + 8, sheet.y, sheet.width() - 8}, price.how,
                                  {.size = 8, .colour = black});
          });
        }
      });
      sheet.y += 1;
    }
    sheet.y += 3;
    sheet.tagged("TR", [&] {
      put_amount(sheet, letter.total_label, letter.total,
                 {.size = 11, .bold = true, .colour = black});
    });
  });
}

void put_terms(Sheet& sheet, const Letter& letter) {
  if (!letter.tiers.empty()) {
    cut(sheet);
    sheet.block("H2", letter.tiers_title, title, 2);
    sheet.tagged("Table", [&] {
      for (const port::LetterTier& tier : letter.tiers) {
        sheet.tagged("TR", [&] { put_amount(sheet, tier.until, tier.cost, plain); });
      }
    });
    sheet.block("P", letter.change_rule, plain);
  }
}

void put_lines(Sheet& sheet, const port::LetterList& list, bool marked) {
  if (list.lines.empty()) {
    return;
  }
  cut(sheet);
  sheet.block("H2", list.title, title, 2);
  const double indent = marked ? 9 : 0;
  for (const std::string& item : list.lines) {
    sheet.tagged("P", [&] {
      if (marked) {
        sheet.text({sheet.left(), sheet.y, 9}, "•", plain);
      }
      sheet.y += sheet.text({sheet.left() + indent, sheet.y, sheet.width() - indent}, item, plain);
    });
  }
}

}  // namespace

void set_roll(Sheet& sheet, const Letter& letter) {
  sheet.tagged("Document", [&] {
    put_top(sheet, letter);
    put_details(sheet, letter);
    put_lines(sheet, letter.contents, true);
    put_sums(sheet, letter);
    put_terms(sheet, letter);
    put_lines(sheet, letter.breach, false);
    put_lines(sheet, letter.next, true);
    cut(sheet);
    sheet.block("P", letter.printed, {.size = 8, .colour = black, .side = Side::centre});
    sheet.end_page();
  });
}

}  // namespace lobby::letter
