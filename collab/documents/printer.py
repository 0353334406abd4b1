"""Paper from a page, in a process of its own: reads a job, answers with a PDF, opens no connection.

The page holds text that people typed. Whatever it asks for beyond the fonts of the job stops the print, and
so do the limits on time and memory. It imports nothing of ours, so it starts fast and knows no secret.
"""

import base64
import hashlib
import json
import os
import resource
import sys
import warnings
from datetime import datetime
from pathlib import Path

NO_SYSTEM_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>'
MOST_PAGES = 200
ARCHIVE = "pdf/a-3a"
REFUSED, TOO_LARGE, TOO_LONG = 3, 4, 5

PDF_UA = b"""<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>The part of ISO 14289 that this file follows</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def finish(_document, pdf) -> None:
    """WeasyPrint can claim PDF/A or PDF/UA, not both, and it names an attachment twice."""
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for thing in pdf.objects:
        if getattr(thing, "extra", {}).get("Subtype") == "/XML":
            head, end, rest = thing.stream[0].rpartition(b"</rdf:RDF>")
            thing.stream[0] = head + PDF_UA + end + rest
            return
    raise LookupError("The page has no description to add to.")


def fetcher(fonts):
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyFonts(URLFetcher):
        """Answers what the page itself carries and these fonts. Anything else ends the print."""

        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url in fonts:
                return URLFetcherResponse(url, Path(fonts[url]).read_bytes(), {"Content-Type": "font/woff2"})
            raise FatalURLFetchingError("The page asks for something outside itself.")

    return OnlyFonts(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


def printed(job: dict) -> bytes:
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    page, attachment = job["page"], base64.b64decode(job["attachment"])
    fonts, only = FontConfiguration(), fetcher(job["fonts"])
    sheet = CSS(string=job["style"], font_config=fonts, url_fetcher=only)
    whole = HTML(string=page, url_fetcher=only)
    document = whole.render(font_config=fonts, stylesheets=[sheet], pdf_variant=ARCHIVE)
    if len(document.pages) > MOST_PAGES:
        sys.exit(TOO_LONG)
    made = datetime.fromisoformat(document.metadata.created) if document.metadata.created else None
    moments = {"created": made, "modified": made}
    source = Attachment(string=attachment, name=job["name"], relationship="Source", **moments)
    document.metadata.attachments = [source]
    identifier = hashlib.sha256(page.encode() + attachment).digest()[:16]
    return document.write_pdf(finisher=finish, pdf_identifier=identifier, pdf_variant=ARCHIVE)


def without_system_fonts() -> None:
    rules = Path(os.environ["TMPDIR"]) / "fonts.conf"
    rules.write_text(NO_SYSTEM_FONTS)
    os.environ["FONTCONFIG_FILE"] = str(rules)
    warnings.filterwarnings("ignore", "No fonts configured")


def main() -> None:
    job = json.load(sys.stdin.buffer)
    # With the hard limit a little later the end says by its signal that time was up.
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 2))
    resource.setrlimit(resource.RLIMIT_AS, (job["bytes"], job["bytes"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    without_system_fonts()
    try:
        pdf = printed(job)
    except MemoryError:
        os._exit(TOO_LARGE)  # raising anything asks for memory that is not there
    except BaseException as error:
        if type(error).__name__ == "FatalURLFetchingError":
            sys.exit(REFUSED)
        raise
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
