import core.models.texts
import core.search.trigrams
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FundingSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='slug')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('shows_eu_emblem', models.BooleanField(default=False, verbose_name='shows the EU emblem')),
                ('funds_platform', models.BooleanField(default=False, help_text='Named in the footer of every page.', verbose_name='funds the platform')),
            ],
            options={
                'verbose_name': 'funding source',
                'verbose_name_plural': 'funding sources',
                'ordering': ('sort_order', 'slug'),
                'abstract': False,
            },
            bases=(core.models.texts.LocalisedTexts, models.Model),
        ),
        migrations.CreateModel(
            name='RegionReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'regional review',
                'verbose_name_plural': 'regional reviews',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='TargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='slug')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'target group',
                'verbose_name_plural': 'target groups',
                'ordering': ('sort_order', 'slug'),
                'abstract': False,
            },
            bases=(core.models.texts.LocalisedTexts, models.Model),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='slug')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ('sort_order', 'slug'),
                'abstract': False,
            },
            bases=(core.models.texts.LocalisedTexts, models.Model),
        ),
        migrations.CreateModel(
            name='ConsentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('purpose', models.CharField(max_length=60, verbose_name='purpose')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='what it is about')),
                ('wording', models.TextField(verbose_name='wording')),
                ('given', models.BooleanField(default=True, verbose_name='given')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded at')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='consents', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ('-recorded_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=200, unique=True, verbose_name='Message-ID')),
                ('recipients', models.JSONField(verbose_name='recipients')),
                ('sender', models.CharField(max_length=400, verbose_name='sender')),
                ('subject', models.CharField(max_length=500, verbose_name='subject')),
                ('source', models.BinaryField(help_text='The complete MIME message.', verbose_name='message')),
                ('status', models.CharField(choices=[('queued', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Given up')], default='queued', max_length=8, verbose_name='status')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('attempted_at', models.DateTimeField(blank=True, null=True, verbose_name='last attempt')),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next attempt')),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='written')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
            ],
            options={
                'verbose_name': 'outgoing mail',
                'verbose_name_plural': 'outgoing mail',
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(fields=['status', 'next_attempt_at'], name='core_outbox_due')],
            },
        ),
        migrations.CreateModel(
            name='PortalDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('released_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='public since')),
                ('author', models.CharField(blank=True, max_length=120, verbose_name='author')),
                ('licence', models.CharField(choices=[('own', 'All rights reserved, used with permission'), ('cc0', 'CC0 (public domain)'), ('cc-by', 'CC BY 4.0'), ('cc-by-sa', 'CC BY-SA 4.0'), ('press', 'Press picture, free for editorial use')], default='own', max_length=12, verbose_name='licence')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'permissions': (('choose_portaldocument', 'Can choose document'),),
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='PortalImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('released_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='public since')),
                ('author', models.CharField(blank=True, max_length=120, verbose_name='author')),
                ('agency', models.CharField(blank=True, max_length=120, verbose_name='agency or archive')),
                ('licence', models.CharField(choices=[('own', 'All rights reserved, used with permission'), ('cc0', 'CC0 (public domain)'), ('cc-by', 'CC BY 4.0'), ('cc-by-sa', 'CC BY-SA 4.0'), ('press', 'Press picture, free for editorial use')], default='own', max_length=12, verbose_name='licence')),
                ('is_decorative', models.BooleanField(default=False, help_text='The picture says nothing that the text does not say.', verbose_name='decorative')),
                ('is_symbolic', models.BooleanField(default=False, help_text='Shows something similar, not the thing itself.', verbose_name='symbolic picture')),
                ('depicted_persons', models.CharField(choices=[('none', 'Nobody can be recognised'), ('consent', 'Everyone who can be recognised has agreed'), ('public', 'Public event, no single person stands out'), ('unknown', 'Not yet clear')], default='unknown', max_length=12, verbose_name='depicted persons')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'permissions': (('choose_portalimage', 'Can choose image'),),
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='PortalRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='core.portalimage')),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='slug')),
                ('dye', models.CharField(choices=[('madder', 'Madder red'), ('indigo', 'Indigo blue'), ('moss', 'Moss green'), ('woad', 'Woad blue'), ('rose', 'Rose'), ('reed', 'Reed green')], default='indigo', max_length=12, verbose_name='dye')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('review_days', models.PositiveSmallIntegerField(default=5, help_text='The promise given to submitters.', verbose_name='working days for a review')),
                ('deputy', models.ForeignKey(blank=True, help_text='Reviews where this region has nobody left who may decide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stands_in_for', to='core.region', verbose_name='deputy region')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ('sort_order', 'name'),
                'permissions': (('lead_portal', 'Lead the portal: all regions, structure, people, translations'),),
            },
            bases=(core.models.texts.LocalisedTexts, models.Model),
        ),
        migrations.CreateModel(
            name='PageRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='also_in', to=settings.WAGTAIL_PAGE_MODEL)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_pages', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'further region of a page',
                'verbose_name_plural': 'further regions of a page',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ags', models.CharField(max_length=5, unique=True, verbose_name='official key (AGS)')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_hsb', models.CharField(blank=True, max_length=80, verbose_name='Upper Sorbian name')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='slug')),
                ('kind', models.CharField(choices=[('rural', 'rural district'), ('city', 'independent city')], max_length=8, verbose_name='kind')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='districts', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'district',
                'verbose_name_plural': 'districts',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submitted', 'Submitted'), ('stage_approved', 'Passed on by the organisation'), ('changes_requested', 'Changes requested'), ('answered', 'Answered by the author'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn'), ('agreed', 'Agreed to a correction'), ('approved', 'Approved for publication'), ('forced', 'Published by force'), ('translated', 'Translation published')], max_length=20, verbose_name='decision')),
                ('object_id', models.CharField(max_length=255, verbose_name='object id')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('content_hash', models.CharField(max_length=64, verbose_name='content hash')),
                ('reason', models.CharField(blank=True, choices=[('off_topic', 'Not a social innovation in the sense of the platform'), ('duplicate', 'Already on the portal'), ('incomplete', 'Essential information is missing and was not added'), ('rights', 'Rights to pictures or texts are not cleared'), ('advertising', 'Mainly advertising'), ('other', 'Another reason')], max_length=20, verbose_name='reason')),
                ('comment', models.TextField(blank=True, verbose_name='words')),
                ('decided_at', models.DateTimeField(auto_now_add=True, verbose_name='decided at')),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='wagtailcore.revision')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ('decided_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='RegionReviewTaskState',
            fields=[
                ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                ('editorial', models.BooleanField(default=False, verbose_name='editorial')),
                ('due_on', models.DateField(null=True, verbose_name='answer promised by')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'state of a regional review',
                'verbose_name_plural': 'states of regional reviews',
            },
            bases=('wagtailcore.taskstate',),
        ),
        migrations.CreateModel(
            name='RegionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('region', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='core.region')),
            ],
            options={
                'verbose_name': 'text of a region',
                'verbose_name_plural': 'texts of a region',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='object id')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('group', models.CharField(max_length=120, verbose_name='group')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('url', models.TextField(verbose_name='address')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('folded_title', models.TextField(verbose_name='folded title')),
                ('folded', models.TextField(verbose_name='folded text')),
                ('updated_at', models.DateTimeField(verbose_name='updated')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(max_length=60, unique=True, verbose_name='folded word')),
                ('word', models.CharField(max_length=60, verbose_name='word')),
                ('length', models.PositiveSmallIntegerField(verbose_name='length')),
            ],
            options={
                'verbose_name': 'search word',
                'verbose_name_plural': 'search words',
                'indexes': [models.Index(fields=['length', 'folded'], name='core_search_word_length')],
            },
        ),
        migrations.CreateModel(
            name='PageTargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='page_target_groups', to=settings.WAGTAIL_PAGE_MODEL)),
                ('target_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='page_links', to='core.targetgroup', verbose_name='target group')),
            ],
            options={
                'verbose_name': 'target group of a page',
                'verbose_name_plural': 'target groups of a page',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TargetGroupText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('target_group', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='core.targetgroup')),
            ],
            options={
                'verbose_name': 'text of a target group',
                'verbose_name_plural': 'texts of a target group',
            },
        ),
        migrations.CreateModel(
            name='PageTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='page_topics', to=settings.WAGTAIL_PAGE_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='page_links', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'topic of a page',
                'verbose_name_plural': 'topics of a page',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TopicText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('topic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='core.topic')),
            ],
            options={
                'verbose_name': 'text of a topic',
                'verbose_name_plural': 'texts of a topic',
            },
        ),
        migrations.CreateModel(
            name='FundingSourceText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('statement', models.TextField(blank=True, verbose_name='statement')),
                ('funding_source', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='core.fundingsource')),
            ],
            options={
                'verbose_name': 'text of a funding source',
                'verbose_name_plural': 'texts of a funding source',
                'constraints': [models.UniqueConstraint(fields=('funding_source', 'language'), name='core_one_funding_source_text')],
            },
        ),
        migrations.CreateModel(
            name='PageFunding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('funding_source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='page_links', to='core.fundingsource', verbose_name='funding source')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='page_funding', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'funding of a page',
                'verbose_name_plural': 'funding of a page',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'funding_source'), name='core_one_funding_per_page')],
            },
        ),
        migrations.AddIndex(
            model_name='portalimage',
            index=models.Index(fields=['file'], name='core_image_path'),
        ),
        migrations.AddIndex(
            model_name='portalrendition',
            index=models.Index(fields=['file'], name='core_rendition_path'),
        ),
        migrations.AlterUniqueTogether(
            name='portalrendition',
            unique_together={('image', 'filter_spec', 'focal_point_key')},
        ),
        migrations.AddConstraint(
            model_name='pageregion',
            constraint=models.UniqueConstraint(fields=('page', 'region'), name='core_one_guest_region'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['base_content_type', 'object_id'], name='core_decision_object'),
        ),
        migrations.AddConstraint(
            model_name='regiontext',
            constraint=models.UniqueConstraint(fields=('region', 'language'), name='core_one_region_text'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['language', 'group'], name='core_search_language'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=core.search.trigrams.TrigramIndex(fields=['folded'], name='core_search_folded', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id', 'language'), name='core_one_search_entry'),
        ),
        migrations.AddConstraint(
            model_name='pagetargetgroup',
            constraint=models.UniqueConstraint(fields=('page', 'target_group'), name='core_one_target_group_per_page'),
        ),
        migrations.AddConstraint(
            model_name='targetgrouptext',
            constraint=models.UniqueConstraint(fields=('target_group', 'language'), name='core_one_target_group_text'),
        ),
        migrations.AddConstraint(
            model_name='pagetopic',
            constraint=models.UniqueConstraint(fields=('page', 'topic'), name='core_one_topic_per_page'),
        ),
        migrations.AddConstraint(
            model_name='topictext',
            constraint=models.UniqueConstraint(fields=('topic', 'language'), name='core_one_topic_text'),
        ),
    ]
