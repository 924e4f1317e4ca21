"""What the report's files are measured beside: the same list laid out as pages, the same cells as a spreadsheet.

    report.py weasyprint LIST PDF TOOK     pages through HTML
    report.py latex LIST TEX               the source for pdflatex, which is then run by itself
    report.py xlsxwriter SHEETS XLSX TOOK
    report.py openpyxl SHEETS XLSX TOOK

Into TOOK go the seconds of the work alone: starting Python, its imports and reading the input do not count.
"""

import json
import sys
import time
from html import escape
from pathlib import Path

HEADINGS = ["Request", "Item", "Answered", "Agency", "Information", "Outcome", "Clause", "Flag"]
# In points, with what keeps columns apart; together the width that the margins of 0.9 inches leave on letter paper.
WIDTHS = [64, 26, 74, 100, 78, 78, 32, 30]

# The report's own.
FONTS = Path(__file__).resolve().parents[3] / "report" / "fonts"
PAGE = """
@page { size: letter; margin: 0.85in 0.9in 0.8in;
  @top-left { content: "Disclosure report"; font-size: 8pt }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
@font-face { font-family: "Public Sans"; src: url("FONTS/PublicSans-Regular.ttf") }
@font-face { font-family: "Public Sans"; font-weight: bold; src: url("FONTS/PublicSans-Bold.ttf") }
html { font: 8.5pt/1.15 "Public Sans" }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th { text-align: left; font-size: 8pt; border-bottom: 0.9pt solid #565c65 }
td, th { padding: 3.6pt 5pt; vertical-align: top }
td.number { text-align: right }
tr.told td { padding-top: 1.4pt; border-bottom: 0.5pt solid #c9cdd2 }
tbody { break-inside: avoid }
"""


def weasyprint(lines, to):
    from weasyprint import HTML

    def work():
        columns = "".join(f"<col style='width: {width}pt'>" for width in WIDTHS)
        style = PAGE.replace("FONTS", FONTS.as_uri())
        headings = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
        html = [f"<html lang=en><title>Disclosure report</title><style>{style}</style><table>{columns}<thead><tr>{headings}"]
        for request, item, *cells, told in lines:
            rest = "".join(f"<td>{escape(cell)}" for cell in cells)
            html.append(
                f"<tbody><tr><td rowspan=2>{escape(request)}<td class=number>{item}{rest}"
                f"<tr class=told><td colspan=7>{escape(told)}"
            )
        HTML(string="".join(html)).write_pdf(to)

    return work


def latex(lines, to):
    special = {letter: f"\\{letter}" for letter in "&%$#_{}"} | {"\\": r"\textbackslash{}"}
    text = lambda words: "".join(special.get(letter, letter) for letter in words)
    columns = "".join(f">{{\\raggedright\\arraybackslash}}p{{{width - 5}pt}}" for width in WIDTHS)
    with open(to, "w", encoding="utf-8") as file:
        file.write(
            r"""\documentclass[10pt,letterpaper]{article}
\usepackage[utf8]{inputenc}
\usepackage[letterpaper,left=0.9in,right=0.9in,top=0.85in,bottom=0.8in]{geometry}
\usepackage{array,longtable,fancyhdr}
\renewcommand{\familydefault}{\sfdefault}
\pagestyle{fancy}\fancyhf{}\lhead{Disclosure report}\rfoot{Page \thepage\ of \pageref{last}}
\setlength{\tabcolsep}{2.5pt}
\begin{document}\fontsize{8.5}{11}\selectfont
"""
        )
        headings = " & ".join(HEADINGS)
        file.write(f"\\begin{{longtable}}{{{columns}}}\n{headings} \\\\ \\hline\n\\endhead\n")
        told_in = sum(WIDTHS[1:]) - 5
        for *cells, told in lines:
            file.write(" & ".join(text(cell) for cell in cells) + " \\\\*\n")
            file.write(f" & \\multicolumn{{7}}{{p{{{told_in}pt}}}}{{\\raggedright {text(told)}}} \\\\ \\hline\n")
        file.write("\\end{longtable}\\label{last}\n\\end{document}\n")


def xlsxwriter(sheets, to):
    from xlsxwriter import Workbook

    def work():
        workbook = Workbook(to, {"strings_to_formulas": False, "strings_to_urls": False})
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    else:
                        sheet.write_number(number, column, cell)
        workbook.close()

    return work


def openpyxl(sheets, to):
    from openpyxl import Workbook

    def work():
        workbook = Workbook(write_only=True)
        for name, rows in sheets:
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        workbook.save(to)

    return work


def main(peer, given, to, took=None):
    with open(given, encoding="utf-8") as file:
        read = json.load(file)
    work = {"weasyprint": weasyprint, "latex": latex, "xlsxwriter": xlsxwriter, "openpyxl": openpyxl}[peer](read, to)
    if took:
        begun = time.perf_counter()
        work()
        with open(took, "w", encoding="utf-8") as file:
            file.write(str(time.perf_counter() - begun))


main(*sys.argv[1:])
